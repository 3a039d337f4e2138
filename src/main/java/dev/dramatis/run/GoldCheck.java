package dev.dramatis.run;

import dev.dramatis.classify.Classification;
import dev.dramatis.classify.JudgeClassifier;
import dev.dramatis.classify.Subject;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.GoldItem;
import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.JudgeEvidence;
import dev.dramatis.verdict.JudgeScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds judges against the gold items of a suite or a rubric. */
final class GoldCheck {
  private static final String NO_JUDGE = "no judge was named: say --judge PROVIDER/NAME";

  private static final String NO_GOLD =
      "the rubric has no gold items, so nothing says how good the judge is: give it some, or state"
          + " judgeBar: {sensitivity: 0, specificity: 0}";

  private final GoldSet set;
  private final JudgeBench bench;
  private final List<Entry> entries = new ArrayList<>();

  /** One gold item of one classifier. */
  private record Entry(String classifier, JudgeClassifier rubric, GoldItem item, String subject) {}

  GoldCheck(Suite suite, JudgeBench bench) {
    this(GoldSet.of(suite), bench, "gold");
  }

  /**
   * @param round told apart from others: the same items under another name are asked anew
   */
  GoldCheck(GoldSet set, JudgeBench bench, String round) {
    this.set = set;
    this.bench = bench;
    set.judges()
        .forEach(
            (name, judge) -> {
              JudgeClassifier rubric = new JudgeClassifier(judge);
              for (GoldItem item : judge.gold()) {
                entries.add(
                    new Entry(
                        name, rubric, item, String.join("/", round, set.id(), name, item.id())));
              }
            });
  }

  /** How many items there are to be judged; none without a judge. */
  int size() {
    return bench.names().isEmpty() ? 0 : entries.size();
  }

  /** Has an item judged, unless it was before. */
  void judge(int number) throws InterruptedException {
    rule(entries.get(number));
  }

  private JudgeBench.Ruling rule(Entry entry) throws InterruptedException {
    return bench.rule(
        entry.subject(),
        entry.classifier(),
        0,
        entry.rubric(),
        new Subject(
            entry.item().prompt(),
            entry.item().response(),
            false,
            false,
            Optional.empty(),
            Optional.empty()));
  }

  /** What the judges said of every item of a classifier that all of them answered, by its id. */
  Map<String, Classification> labels(String classifier) throws InterruptedException {
    Map<String, Classification> labels = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.classifier().equals(classifier)) {
        JudgeBench.Ruling ruling = rule(entry);
        if (ruling.complete()) {
          labels.put(entry.item().id(), ruling.combined());
        }
      }
    }
    return labels;
  }

  /**
   * What the judges' answers come to. Items that were not answered are asked by the bench, if it
   * has a seat to ask; a bench without seats only reads.
   */
  JudgeEvidence evidence() throws InterruptedException {
    Map<String, JudgeScore> scores = new LinkedHashMap<>();
    Map<String, String> untested = new LinkedHashMap<>();
    for (Map.Entry<String, ClassifierSpec.Judge> each : set.judges().entrySet()) {
      if (bench.names().isEmpty()) {
        untested.put(each.getKey(), NO_JUDGE);
      } else if (!each.getValue().gold().isEmpty()) {
        score(each.getKey(), each.getValue(), scores, untested);
      } else if (set.bar().sensitivity() > 0 || set.bar().specificity() > 0) {
        untested.put(each.getKey(), NO_GOLD);
      }
    }
    return new JudgeEvidence(scores, untested);
  }

  private void score(
      String classifier,
      ClassifierSpec.Judge judge,
      Map<String, JudgeScore> scores,
      Map<String, String> untested)
      throws InterruptedException {
    Map<String, Classification> given = new LinkedHashMap<>();
    Map<String, List<Classification>> votes = new LinkedHashMap<>();
    int missing = 0;
    for (Entry entry : entries) {
      if (entry.classifier().equals(classifier)) {
        JudgeBench.Ruling ruling = rule(entry);
        if (ruling.complete()) {
          given.put(entry.item().id(), ruling.combined());
          votes.put(entry.item().id(), ruling.votes());
        } else {
          missing++;
        }
      }
    }
    scores.put(classifier, JudgeScore.of(judge, bench.names(), given, votes));
    if (missing > 0) {
      untested.put(
          classifier,
          "the judge was not checked: "
              + missing
              + " of "
              + judge.gold().size()
              + " gold items have no answer");
    }
  }
}
