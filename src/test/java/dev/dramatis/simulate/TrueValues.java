package dev.dramatis.simulate;

import static java.util.Objects.requireNonNull;

import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.classify.Classifier;
import dev.dramatis.classify.Classifiers;
import dev.dramatis.classify.JudgeClassifier;
import dev.dramatis.classify.Subject;
import dev.dramatis.model.ChatRequest;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.TokenChoice;
import dev.dramatis.model.ToolCall;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Cell;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Conversation;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Renderer;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Toolbox;
import dev.dramatis.suite.TrainedModel;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The true values of a suite's measures in a world: the exact distribution over replies, read by
 * the suite's own classifiers. The last reply counts; what cannot be labelled counts as 0. Under a
 * condition it is the mean over the replies that meet it.
 */
final class TrueValues {
  private final Suite suite;
  private final Renderer renderer;
  private final Map<String, Classifier> classifiers = new HashMap<>();
  private final Map<Seen, Classification> labels;
  private final Map<World, Map<String, World>> trained = new IdentityHashMap<>();
  private static final int TRAINING_SEED = 1;

  private record Seen(
      String classifier, String probe, List<String> tools, String reply, boolean cut) {}

  TrueValues(Suite suite) {
    this.suite = suite;
    this.renderer = new Renderer(suite);
    labels = new HashMap<>();
    suite.classifiers().forEach((name, spec) -> classifiers.put(name, classifier(spec)));
  }

  /** A judge is one that never errs, so that what it says is the truth. */
  private Classifier classifier(ClassifierSpec spec) {
    if (!(spec instanceof ClassifierSpec.Judge judged)) {
      return Classifiers.of(spec);
    }
    JudgeClassifier rubric = new JudgeClassifier(judged);
    SimulatedJudge judge =
        new SimulatedJudge(
            ModelName.parse("simulated/judge@1,1"), KnownSuites.of(List.of(suite)), 1);
    return new Classifier() {
      @Override
      public Classification classify(Subject subject) {
        return rubric
            .without(subject)
            .orElseGet(
                () ->
                    rubric.read(
                        judge
                            .ask(
                                new ChatRequest(
                                    rubric.request(subject),
                                    SuiteSketch.PARAMETERS,
                                    OptionalInt.empty()))
                            .text(),
                        List.of()));
      }

      @Override
      public String hash() {
        return rubric.hash();
      }
    };
  }

  private TrueValues(Suite suite, TrueValues like) {
    this.suite = suite;
    this.renderer = new Renderer(suite);
    classifiers.putAll(like.classifiers);
    labels = like.labels;
  }

  /** Those of a suite that differs in its arms alone: labels are read once for both. */
  TrueValues withArmsOf(Suite other) {
    return new TrueValues(other, this);
  }

  /** What a world is made to see of an arm and probe. */
  interface Rendering {
    Conversation of(Arm arm, Probe probe);
  }

  /** As the suite renders it. */
  Rendering asWritten() {
    return renderer::conversation;
  }

  double contrast(World world, Contrast contrast, Measure measure, Rendering rendering) {
    return contrast.weights().entrySet().stream()
        .mapToDouble(cell -> cell.getValue() * mean(world, cell.getKey(), measure, rendering))
        .sum();
  }

  double mean(World world, Cell cell, Measure measure, Rendering rendering) {
    Arm arm = suite.arm(cell.arm());
    return suite.probesOf(cell).stream()
        .mapToDouble(probe -> value(world, arm, probe, measure, rendering.of(arm, probe)))
        .average()
        .orElseThrow();
  }

  /**
   * The model that answers in an arm: the world's own, or what a training with seed 1 makes of it.
   */
  World asked(World world, Arm arm) {
    return suite.trainings().of(arm.model()).isEmpty()
        ? world
        : trained
            .computeIfAbsent(world, each -> new HashMap<>())
            .computeIfAbsent(
                arm.model(), role -> world.trained(TrainedModel.parse(role), TRAINING_SEED));
  }

  private double value(
      World world, Arm arm, Probe probe, Measure measure, Conversation conversation) {
    List<Branch> branches = asked(world, arm).branches(conversation, arm.parameters());
    if (measure.form() instanceof Measure.Form.Score score) {
      return score(score, probe, branches);
    }
    double sum = 0;
    double eligible = 0;
    for (Branch branch : branches) {
      List<String> last = branch.replies().get(branch.replies().size() - 1);
      double each = branch.probability() / last.size();
      for (String reply : last) {
        double met =
            measure.where().map(condition -> read(condition, arm, probe, reply)).orElse(1.0);
        eligible += each * met;
        sum += each * met * read(measure, arm, probe, reply);
      }
    }
    return eligible > 0 ? sum / eligible : 0;
  }

  /** A score that is read off the probabilities of all replies, so that it is one for a trial. */
  private double score(Measure.Form.Score score, Probe probe, List<Branch> branches) {
    Map<String, Double> top = new TreeMap<>();
    for (Branch branch : branches) {
      List<String> last = branch.replies().get(branch.replies().size() - 1);
      last.forEach(text -> top.merge(text, branch.probability() / last.size(), Double::sum));
    }
    top.replaceAll((text, probability) -> Math.log(probability));
    Map.Entry<String, Double> any = top.entrySet().iterator().next();
    Classification classification =
        requireNonNull(classifiers.get(score.classifier()))
            .classify(
                subject(
                    probe,
                    any.getKey(),
                    false,
                    List.of(new TokenChoice(any.getKey(), any.getValue(), top)),
                    Toolbox.NONE));
    return classification instanceof Labelled labelled
        ? labelled.score().orElseThrow() / score.scale()
        : 0;
  }

  private static Subject subject(
      Probe probe, String reply, boolean cut, List<TokenChoice> tokens, Toolbox toolbox) {
    Optional<ToolCall> call = SpokenCall.in(reply);
    return new Subject(
        Optional.empty(),
        call.isPresent() ? "" : reply,
        cut,
        false,
        probe.key(),
        probe.matter().wrong(),
        tokens,
        toolbox,
        call.stream().toList());
  }

  /**
   * What a classifier that sees the response alone makes of a reply; to one that reads
   * probabilities the reply is certain.
   */
  Classification label(String classifier, Arm arm, Probe probe, String reply) {
    boolean cut = ReplyLimit.tokens(reply) >= arm.parameters().maxTokens();
    return labels.computeIfAbsent(
        new Seen(classifier, probe.id(), arm.tools(), reply, cut),
        seen ->
            requireNonNull(classifiers.get(classifier))
                .classify(
                    subject(
                        probe,
                        reply,
                        cut,
                        List.of(new TokenChoice(reply, 0, Map.of(reply, 0.0))),
                        renderer.conversation(arm, probe).toolbox())));
  }

  private double read(Measure measure, Arm arm, Probe probe, String reply) {
    Measure.Form form = measure.form();
    if (form instanceof Measure.Form.LabelIs is) {
      return share(
          label(is.classifier(), arm, probe, reply),
          labelled -> is.labels().contains(labelled.label()));
    }
    if (form instanceof Measure.Form.SubtypeIs is) {
      return share(
          label(is.classifier(), arm, probe, reply),
          labelled -> labelled.subtype().map(is.subtypes()::contains).orElse(false));
    }
    if (form instanceof Measure.Form.PlusMinus both) {
      return read(both.plus(), arm, probe, reply) - read(both.minus(), arm, probe, reply);
    }
    if (form instanceof Measure.Form.All all) {
      return all.measures().stream()
          .mapToDouble(one -> read(one, arm, probe, reply))
          .min()
          .orElseThrow();
    }
    throw new IllegalArgumentException("no suite measured like this before: " + form);
  }

  private static double share(Classification classification, Predicate<Labelled> counts) {
    return classification instanceof Labelled labelled && counts.test(labelled) ? 1 : 0;
  }
}
