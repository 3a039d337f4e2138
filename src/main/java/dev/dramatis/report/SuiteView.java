package dev.dramatis.report;

import dev.dramatis.run.RunRecord;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Mode;
import dev.dramatis.suite.Parameters;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.TrainedModel;
import dev.dramatis.verdict.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** A suite's section: what was claimed, what was frozen, and every prediction. */
public record SuiteView(
    int index,
    String anchor,
    String id,
    String title,
    String claim,
    List<HeaderView.Fact> facts,
    List<String> deviations,
    List<PredictionView> predictions,
    List<DoseView> doses,
    List<ArmRow> arms,
    List<Earlier> earlier) {
  public SuiteView {
    facts = List.copyOf(facts);
    deviations = List.copyOf(deviations);
    predictions = List.copyOf(predictions);
    doses = List.copyOf(doses);
    arms = List.copyOf(arms);
    earlier = List.copyOf(earlier);
  }

  /** What became of an arm's trials. */
  public record ArmRow(
      String arm,
      String trials,
      String labelled,
      String refused,
      String abstained,
      String failed,
      String notAsked,
      String truncated,
      String empty) {}

  /** An earlier run of the same suite. */
  public record Earlier(String run, String started, String verdict) {}

  static String anchor(SuiteResult suite) {
    return "suite-" + suite.suite().id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
  }

  static SuiteView of(int index, RunRecord record, SuiteResult result) {
    Suite suite = result.suite();
    return new SuiteView(
        index,
        anchor(result),
        Visible.line(suite.id()),
        Visible.line(suite.title()),
        Visible.line(suite.claim()),
        facts(record, result),
        record.deviations().stream().map(Visible::line).toList(),
        result.predictions().stream()
            .map(prediction -> PredictionView.of(index, result, prediction))
            .toList(),
        result.doses().stream().filter(line -> !line.points().isEmpty()).map(DoseView::of).toList(),
        result.arms().stream()
            .map(
                arm ->
                    new ArmRow(
                        Visible.line(arm.arm()),
                        Numbers.count(arm.trials()),
                        Numbers.count(arm.labelled()),
                        Numbers.count(arm.refused()),
                        Numbers.count(arm.abstained()),
                        Numbers.count(arm.failed()),
                        Numbers.count(arm.notAsked()),
                        Numbers.count(arm.truncated()),
                        Numbers.count(arm.empty())))
            .toList(),
        record.earlier().stream()
            .filter(earlier -> earlier.suite().equals(suite.id()))
            .map(
                earlier ->
                    new Earlier(
                        Visible.line(earlier.run()),
                        Numbers.time(earlier.started()),
                        Visible.line(
                            earlier.primaryVerdict().toLowerCase(Locale.ROOT).replace('_', ' '))))
            .toList());
  }

  private static List<HeaderView.Fact> facts(RunRecord record, SuiteResult result) {
    Suite suite = result.suite();
    List<HeaderView.Fact> facts = new ArrayList<>();
    facts.add(
        new HeaderView.Fact(
            "Source", Visible.line(suite.source().work() + ", " + suite.source().section())));
    facts.add(new HeaderView.Fact("Drawn from", Visible.line(suite.drawnFrom())));
    facts.add(
        new HeaderView.Fact(
            "Size",
            suite.arms().size()
                + " arms, "
                + suite.probes().size()
                + " probes, "
                + suite.sampling().repeats()
                + " repeats"));
    facts.add(new HeaderView.Fact("Parameters as sent", parameters(suite)));
    ways(suite).ifPresent(words -> facts.add(new HeaderView.Fact("Ways of asking", words)));
    facts.addAll(JudgeWords.of(result));
    facts.add(new HeaderView.Fact("Frozen", Numbers.time(record.frozen())));
    facts.add(new HeaderView.Fact("SHA-256", suite.hash()));
    return facts;
  }

  /** Which arms are no plain chats with the tested model; empty if all of them are. */
  private static Optional<String> ways(Suite suite) {
    List<String> words = new ArrayList<>();
    way(suite, "raw text in ", arm -> arm.mode() == Mode.COMPLETION).ifPresent(words::add);
    way(suite, "dialogues that the server writes out in ", arm -> arm.mode() == Mode.TEMPLATED)
        .ifPresent(words::add);
    way(suite, "texts scored in ", arm -> arm.mode() == Mode.SCORING).ifPresent(words::add);
    way(
            suite,
            "the reply begun in ",
            arm -> arm.mode() != Mode.SCORING && arm.prefill().isPresent())
        .ifPresent(words::add);
    way(suite, "tools offered in ", arm -> !arm.tools().isEmpty()).ifPresent(words::add);
    way(suite, "probabilities of tokens in ", arm -> arm.mode() != Mode.SCORING && arm.logprobs())
        .ifPresent(words::add);
    suite.arms().stream()
        .map(SuiteView::asked)
        .filter(role -> !role.equals("chat"))
        .distinct()
        .forEach(
            role ->
                way(
                        suite,
                        (suite.trainings().of(role).isPresent()
                                ? "the trained model "
                                : "the model ")
                            + role
                            + " in ",
                        arm -> asked(arm).equals(role))
                    .ifPresent(words::add));
    return words.isEmpty() ? Optional.empty() : Optional.of(Visible.line(String.join("; ", words)));
  }

  /** The role whose model an arm asks, whichever of several that were trained alike. */
  private static String asked(Arm arm) {
    return TrainedModel.Seeded.parse(arm.model())
        .map(seeded -> seeded.model().toString())
        .orElse(arm.model());
  }

  private static Optional<String> way(Suite suite, String words, Predicate<Arm> which) {
    List<String> arms = suite.arms().stream().filter(which).map(Arm::condition).distinct().toList();
    return arms.isEmpty() ? Optional.empty() : Optional.of(words + String.join(", ", arms));
  }

  private static String parameters(Suite suite) {
    Parameters common = suite.sampling().parameters();
    List<String> words = new ArrayList<>();
    common.temperature().ifPresent(value -> words.add("temperature " + Numbers.plain(value)));
    common.topP().ifPresent(value -> words.add("top p " + Numbers.plain(value)));
    words.add("at most " + common.maxTokens() + " tokens");
    if (!common.stop().isEmpty()) {
      words.add("stop at " + String.join(", ", common.stop()));
    }
    List<String> others =
        suite.arms().stream()
            .filter(arm -> !arm.parameters().equals(common))
            .map(Arm::condition)
            .distinct()
            .toList();
    if (!others.isEmpty()) {
      words.add("other ones in " + String.join(", ", others));
    }
    return Visible.line(String.join("; ", words));
  }
}
