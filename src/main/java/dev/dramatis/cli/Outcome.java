package dev.dramatis.cli;

import dev.dramatis.compare.Comparison;
import dev.dramatis.report.ThreeLines;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.StopSignal;
import dev.dramatis.verdict.SuiteResult;
import dev.dramatis.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says how a run ended, and gives the exit code for it. */
final class Outcome {
  /** Beyond this share of failed trials, or judgements, a run is not complete. */
  private static final double MOST_FAILED = 0.10;

  /** Kinds of failure that are shown; the report has the rest. */
  private static final int SHOWN_FAILURES = 5;

  /** Of a failure's message; providers send whole pages. */
  private static final int SHOWN_CHARACTERS = 300;

  /** What a message says of its own call; without it the failures of one kind are alike. */
  private static final Pattern EFFORT = Pattern.compile(" \\(\\d+ attempts? in [0-9.]+ s\\)$");

  private final Terminal terminal;

  Outcome(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Prints the verdicts, what they rest on, and where the report is.
   *
   * @param folder of the run, as the user would write it
   */
  int tell(
      RunRecord record,
      Optional<Comparison> changes,
      Optional<StopSignal.Reason> stopped,
      String folder,
      FailOn failOn) {
    new VerdictTable(terminal).print(record);
    terminal.out().println();
    if (record.simulated()) {
      terminal.paragraph(
          "SIMULATED world: this shows that the instrument works. It is no evidence about any"
              + " language model.",
          "");
    }
    terminal.paragraph(primaries(record.suites()), "");
    changes.ifPresent(this::changes);
    failures(record.counts());
    spend(record);
    terminal.out().println("Report: " + folder + "/report.html");
    terminal.out().flush();
    return code(record, changes, stopped, folder, failOn);
  }

  /** What changed since another run, in three lines. */
  void changes(Comparison comparison) {
    comparison
        .pairs()
        .forEach(
            pair ->
                ThreeLines.of(pair)
                    .forEach(line -> terminal.paragraph(Terminal.safeLine(line), "")));
  }

  private static String primaries(List<SuiteResult> suites) {
    Map<Verdict, Long> counts =
        suites.stream()
            .collect(
                Collectors.groupingBy(
                    suite -> suite.primary().verdict(), TreeMap::new, Collectors.counting()));
    return "Primary predictions: "
        + counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + word(entry.getKey()))
            .collect(Collectors.joining(", "))
        + ".";
  }

  private void spend(RunRecord record) {
    if (record.simulated()) {
      return;
    }
    OptionalDouble spend = record.counts().spendUsd();
    terminal.paragraph(
        spend.isPresent()
            ? String.format(Locale.ROOT, "Spent: %.2f USD by the price table.", spend.getAsDouble())
            : "Spent: not known; the price of a model that was asked is not known.",
        "");
  }

  private void failures(RunRecord.Counts counts) {
    if (counts.failures().isEmpty()) {
      return;
    }
    terminal.paragraph(
        String.format(Locale.ROOT, "%,d of %,d trials failed:", counts.failed(), counts.planned()),
        "");
    Map<String, Long> alike = new LinkedHashMap<>();
    counts
        .failures()
        .forEach(
            (text, count) -> alike.merge(EFFORT.matcher(text).replaceFirst(""), count, Long::sum));
    alike.entrySet().stream()
        .limit(SHOWN_FAILURES)
        .forEach(
            entry ->
                terminal.paragraph(
                    String.format(Locale.ROOT, "%,d × %s", entry.getValue(), line(entry.getKey())),
                    "  "));
  }

  private int code(
      RunRecord record,
      Optional<Comparison> changes,
      Optional<StopSignal.Reason> stopped,
      String folder,
      FailOn failOn) {
    RunRecord.Counts counts = record.counts();
    boolean tooManyFailed =
        counts.failed() > MOST_FAILED * Math.max(1, counts.planned())
            || counts.judgeFailures()
                > MOST_FAILED * Math.max(1, counts.judgements() + counts.judgeFailures());
    if (stopped.isPresent() || !record.complete() || tooManyFailed) {
      terminal.hint(
          stopped
              .map(reason -> "Stopped: " + word(reason) + ".")
              .orElse(
                  tooManyFailed
                      ? "Not complete: too many calls failed."
                      : "Not complete: not every trial was asked."));
      terminal.hint(howToGoOn(folder));
      return stopped.filter(Outcome::isCap).isPresent() ? ExitCode.CAPPED : ExitCode.INCOMPLETE;
    }
    List<String> met = failOn.met(record, changes);
    if (!met.isEmpty()) {
      terminal.hint("Met --fail-on: " + String.join(", ", met) + ".");
      return ExitCode.FINDING;
    }
    return ExitCode.COMPLETE;
  }

  /** What to type next once a run has stopped. */
  static String howToGoOn(String folder) {
    return "What was finished is kept. To go on:\n"
        + Context.command()
        + " resume "
        + (folder.contains(" ") ? "'" + folder + "'" : folder);
  }

  private static boolean isCap(StopSignal.Reason reason) {
    return switch (reason) {
      case BUDGET, CALL_CAP, TIME_CAP -> true;
      case INTERRUPTED, ENDPOINT_REFUSES, TOO_MANY_FAILURES, NO_PROGRESS -> false;
    };
  }

  static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String word(StopSignal.Reason reason) {
    return switch (reason) {
      case INTERRUPTED -> "interrupted";
      case ENDPOINT_REFUSES -> "the endpoint refuses every call";
      case TOO_MANY_FAILURES -> "too many calls failed";
      case BUDGET -> "the next calls might go over the budget";
      case CALL_CAP -> "the number of calls that --max-calls allows is reached";
      case TIME_CAP -> "the time that --max-time allows is over";
      case NO_PROGRESS -> "nothing was finished for 20 minutes";
    };
  }

  private static String line(String message) {
    String text = Terminal.safeLine(message);
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS - 1) + "…";
  }
}
