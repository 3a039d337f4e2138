package dev.dramatis.run;

import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.classify.Classifier;
import dev.dramatis.classify.Classifiers;
import dev.dramatis.classify.JudgeClassifier;
import dev.dramatis.classify.Subject;
import dev.dramatis.model.Response;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.QuotedLog;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Trial;
import dev.dramatis.verdict.TrialOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labels the trials of one suite. Safe for use by many threads at once. */
final class Labeller {
  private final Map<String, ClassifierSpec> specs;
  private final Map<String, Classifier> classifiers = new LinkedHashMap<>();
  private final Map<String, JudgeClassifier> judged = new LinkedHashMap<>();
  private final JudgeBench bench;
  private final JudgedArms judgedArms;

  Labeller(Suite suite, JudgeBench bench) {
    this.specs = suite.classifiers();
    this.bench = bench;
    this.judgedArms = new JudgedArms(suite);
    specs.forEach(
        (name, spec) -> {
          if (spec instanceof ClassifierSpec.Judge judge) {
            judged.put(name, new JudgeClassifier(judge));
          } else {
            classifiers.put(name, Classifiers.of(spec));
          }
        });
  }

  /**
   * The labels of a trial.
   *
   * @param complete whether labelling again would change nothing: no judge failed to answer
   */
  record Labelling(LabelRow row, boolean complete) {}

  /** Labels an answered trial by every classifier of the suite that can read it. */
  Labelling label(Trial trial, TrialRow row) throws InterruptedException {
    List<Subject> subjects =
        classified(trial.arm(), row).stream().map(turn -> subject(turn, trial)).toList();
    Map<String, LabelRow.Labels> labels = new LinkedHashMap<>();
    boolean complete = true;
    for (String name : specs.keySet()) {
      Classifier classifier = classifiers.get(name);
      JudgeClassifier rubric = judged.get(name);
      if (classifier != null && applies(name, trial.probe())) {
        labels.put(
            name,
            new LabelRow.Labels(
                classifier.hash(), subjects.stream().map(classifier::classify).toList()));
      } else if (rubric != null && isJudged(name, trial.arm())) {
        List<Classification> turns = new ArrayList<>();
        for (int turn = 0; turn < subjects.size(); turn++) {
          JudgeBench.Ruling ruling =
              bench.rule(row.trial(), name, turn, rubric, subjects.get(turn));
          turns.add(ruling.combined());
          complete &= ruling.complete();
        }
        labels.put(name, new LabelRow.Labels(hash(rubric), turns));
      }
    }
    return new Labelling(new LabelRow(row.trial(), labels), complete);
  }

  private boolean isJudged(String name, Arm arm) {
    return !bench.names().isEmpty() && judgedArms.holds(name, arm.id());
  }

  /** Whether labels were given by the classifiers, and the judges, as they are now. */
  boolean isCurrent(LabelRow row, Trial trial) {
    return specs.keySet().stream()
        .filter(
            name ->
                judged.containsKey(name)
                    ? isJudged(name, trial.arm())
                    : applies(name, trial.probe()))
        .allMatch(
            name -> {
              LabelRow.Labels given = row.labels().get(name);
              return given != null && given.hash().equals(hash(name));
            });
  }

  /** What every classifier of the suite is, and who answers for it; equal where labels compare. */
  Map<String, String> hashes() {
    Map<String, String> hashes = new LinkedHashMap<>();
    specs.keySet().forEach(name -> hashes.put(name, hash(name)));
    return hashes;
  }

  private String hash(String name) {
    Classifier classifier = classifiers.get(name);
    if (classifier != null) {
      return classifier.hash();
    }
    JudgeClassifier rubric = judged.get(name);
    return rubric == null ? "" : hash(rubric);
  }

  /** A rubric and who answered by it. */
  private String hash(JudgeClassifier rubric) {
    return rubric.hash() + " by " + String.join(" + ", bench.names());
  }

  /** A probe without a key has nothing for a key classifier to say. */
  private boolean applies(String name, Probe probe) {
    ClassifierSpec spec = specs.get(name);
    return spec != null && (!spec.needsKey() || probe.key().isPresent());
  }

  private static List<TrialRow.Turn> classified(Arm arm, TrialRow row) {
    return arm.everyTurn() || row.turns().isEmpty()
        ? row.turns()
        : row.turns().subList(row.turns().size() - 1, row.turns().size());
  }

  /** A quoted log is left out: it would tell whoever reads the prompt which arm the reply is of. */
  private static Subject subject(TrialRow.Turn turn, Trial trial) {
    Probe probe = trial.probe();
    Response response = turn.response();
    return new Subject(
        Optional.of(QuotedLog.asked(turn.user())),
        response.text(),
        response.outcome() == Response.Outcome.TRUNCATED,
        response.outcome() == Response.Outcome.REFUSAL,
        probe.key(),
        probe.matter().wrong(),
        response.tokens(),
        trial.conversation().toolbox(),
        response.calls());
  }

  /** What a verdict needs to know of a trial; the evidence stays in the journal. */
  static TrialOutcome outcome(Arm arm, TrialRow row, Optional<LabelRow> labels) {
    if (row.failure().isPresent()) {
      return new TrialOutcome.Failed(row.failure().get().message());
    }
    List<TrialRow.Turn> turns = classified(arm, row);
    List<TrialOutcome.Turn> outcomes = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      Map<String, Classification> given = new LinkedHashMap<>();
      int turn = i;
      labels.ifPresent(
          all ->
              all.labels()
                  .forEach(
                      (name, list) -> given.put(name, withoutEvidence(list.turns().get(turn)))));
      outcomes.add(new TrialOutcome.Turn(turns.get(i).response().outcome(), given));
    }
    return new TrialOutcome.Answered(outcomes);
  }

  private static Classification withoutEvidence(Classification classification) {
    return classification instanceof Labelled labelled
        ? new Labelled(labelled.label(), labelled.subtype(), labelled.score(), "")
        : classification;
  }
}
