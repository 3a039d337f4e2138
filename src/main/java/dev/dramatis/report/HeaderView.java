package dev.dramatis.report;

import dev.dramatis.run.RunRecord;
import dev.dramatis.suite.TrainedModel;
import dev.dramatis.verdict.SuiteResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The head of the page: which models, when, how much, and what a reader must know first.
 *
 * @param incomplete what is missing; absent if nothing is
 */
public record HeaderView(
    String title,
    Optional<String> simulated,
    Optional<String> incomplete,
    List<String> deviations,
    List<Fact> facts,
    List<TrainedRow> trained,
    List<Fact> failures) {
  public HeaderView {
    deviations = List.copyOf(deviations);
    facts = List.copyOf(facts);
    trained = List.copyOf(trained);
    failures = List.copyOf(failures);
  }

  /** Models that stand in one line; more are counted. */
  private static final int MOST_NAMED = 6;

  /**
   * A model that was trained for a suite.
   *
   * @param from what it was trained from, and on how many episodes
   * @param job that made it, where it is known
   */
  public record TrainedRow(String role, String model, String from, String job) {}

  /** A name with its value. */
  public record Fact(String name, String value) {}

  static HeaderView of(RunRecord record) {
    RunRecord.Counts counts = record.counts();
    return new HeaderView(
        models(record.roles()),
        record.simulated() ? Optional.of(Words.SIMULATED) : Optional.empty(),
        record.complete()
            ? Optional.empty()
            : Optional.of(
                Numbers.count(counts.asked())
                    + " of "
                    + Numbers.count(counts.planned())
                    + " planned trials were asked. Predictions are decided only on a complete"
                    + " run."),
        record.deviations().stream().map(Visible::line).toList(),
        facts(record),
        trained(record),
        counts.failures().entrySet().stream()
            .map(entry -> new Fact(Visible.line(entry.getKey()), Numbers.count(entry.getValue())))
            .toList());
  }

  private static String models(Map<String, String> roles) {
    Set<String> plain = new LinkedHashSet<>();
    plain(roles).forEach((role, model) -> plain.add(model));
    int trained = roles.size() - plain(roles).size();
    return Visible.line(String.join(", ", plain))
        + (trained == 0
            ? ""
            : (plain.isEmpty() ? "" : " and ")
                + trained
                + (trained == 1 ? " trained model" : " trained models"));
  }

  /** The roles of models that no training of a suite made. */
  private static Map<String, String> plain(Map<String, String> roles) {
    Map<String, String> plain = new LinkedHashMap<>();
    roles.forEach(
        (role, model) -> {
          if (TrainedModel.Seeded.parse(role).isEmpty()) {
            plain.put(role, model);
          }
        });
    return plain;
  }

  private static List<TrainedRow> trained(RunRecord record) {
    List<TrainedRow> rows = new ArrayList<>();
    record
        .roles()
        .forEach(
            (role, model) ->
                TrainedModel.Seeded.parse(role)
                    .ifPresent(seeded -> rows.add(trained(record, role, seeded, model))));
    return rows;
  }

  private static TrainedRow trained(
      RunRecord record, String role, TrainedModel.Seeded seeded, String model) {
    String from =
        record.suites().stream()
            .map(SuiteResult::suite)
            .filter(suite -> suite.id().equals(seeded.suite()))
            .flatMap(suite -> suite.trainings().of(seeded.model().toString()).stream())
            .findFirst()
            .map(TrainingWords::of)
            .orElse(Numbers.NONE);
    return new TrainedRow(
        Visible.line(role),
        Visible.line(model),
        Visible.line(from),
        Visible.line(record.jobs().getOrDefault(role, Numbers.NONE)));
  }

  private static List<Fact> facts(RunRecord record) {
    RunRecord.Counts counts = record.counts();
    List<Fact> facts = new ArrayList<>();
    plain(record.roles())
        .forEach(
            (role, model) ->
                facts.add(new Fact("Model as named, " + Visible.line(role), Visible.line(model))));
    if (!record.judges().isEmpty()) {
      facts.add(new Fact("Judges", Visible.line(String.join(", ", record.judges()))));
    }
    record
        .endpoints()
        .forEach(
            (label, settings) ->
                facts.add(
                    new Fact("Settings of " + Visible.line(label), SettingsWords.of(settings))));
    record
        .parent()
        .ifPresent(parent -> facts.add(new Fact("Transcripts of run", Visible.line(parent))));
    facts.add(new Fact("Models as served", served(counts.served())));
    facts.add(new Fact("Frozen, before the first call", Numbers.time(record.frozen())));
    facts.add(
        new Fact(
            "Asked", Numbers.time(record.started()) + " to " + Numbers.time(record.finished())));
    facts.add(
        new Fact(
            "Trials",
            Numbers.count(counts.asked())
                + " of "
                + Numbers.count(counts.planned())
                + " asked, "
                + Numbers.count(counts.failed())
                + " failed"
                + judgements(counts)));
    facts.add(
        new Fact(
            "Calls",
            Numbers.count(counts.calls())
                + " in "
                + Numbers.count(counts.attempts())
                + " attempts"));
    facts.add(new Fact("Tokens", tokens(counts)));
    facts.add(new Fact("Spend", spend(counts)));
    facts.add(
        new Fact(
            "Seed",
            record.seed() + (record.simulated() ? "; world seed " + record.worldSeed() : "")));
    facts.add(new Fact("Program", Visible.line(record.program())));
    facts.add(new Fact("Run", Visible.line(record.run())));
    facts.add(new Fact("Arguments", Visible.line(String.join(" ", record.arguments()))));
    return facts;
  }

  private static String judgements(RunRecord.Counts counts) {
    return counts.judgements() + counts.judgeFailures() == 0
        ? ""
        : "; "
            + Numbers.count(counts.judgements())
            + " answers of judges, "
            + Numbers.count(counts.judgeFailures())
            + " failed";
  }

  private static String served(Map<String, Long> served) {
    return served.isEmpty()
        ? "no endpoint named itself"
        : served.entrySet().stream()
                .limit(served.size() > MOST_NAMED + 1 ? MOST_NAMED : served.size())
                .map(
                    entry ->
                        Visible.line(entry.getKey())
                            + " ("
                            + Numbers.count(entry.getValue())
                            + (entry.getValue() == 1 ? " reply)" : " replies)"))
                .collect(Collectors.joining(", "))
            + (served.size() > MOST_NAMED + 1
                ? " and " + (served.size() - MOST_NAMED) + " more"
                : "");
  }

  private static String tokens(RunRecord.Counts counts) {
    return counts.inputTokens().map(Numbers::count).orElse("unknown")
        + " in, "
        + counts.outputTokens().map(Numbers::count).orElse("unknown")
        + " out";
  }

  /** What was paid, as far as prices are known. */
  static String spend(RunRecord.Counts counts) {
    return counts.spendUsd().isPresent()
        ? Numbers.fixed(counts.spendUsd().getAsDouble(), 2) + " USD"
        : "cost unknown";
  }
}
