package dev.dramatis.cli;

import dev.dramatis.run.RunRecord;
import dev.dramatis.run.StopSignal;
import dev.dramatis.verdict.SuiteResult;
import dev.dramatis.verdict.Verdict;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says how a run ended, and gives the exit code for it. */
final class Outcome {
  /** Beyond this share of failed trials a run is not complete, whatever the suites allow. */
  private static final double MOST_FAILED = 0.10;

  private final Terminal terminal;

  Outcome(Terminal terminal) {
    this.terminal = terminal;
  }

  int tell(
      RunRecord record, Optional<StopSignal.Reason> stopped, Path folder, Set<Verdict> failOn) {
    new VerdictTable(terminal).print(record);
    if (record.simulated()) {
      terminal
          .out()
          .println(
              "Simulated world: this shows that the instrument works. It is no evidence about\n"
                  + "any language model.");
    }
    Map<String, Long> failures = record.counts().failures();
    if (!failures.isEmpty()) {
      terminal.out().printf(Locale.ROOT, "%,d trials failed:%n", record.counts().failed());
      failures.entrySet().stream()
          .limit(5)
          .forEach(
              entry ->
                  terminal
                      .out()
                      .printf(
                          Locale.ROOT,
                          "  %,d × %s%n",
                          entry.getValue(),
                          Terminal.safe(shorten(entry.getKey()))));
    }
    terminal.out().println("Report: " + folder.resolve("report.html"));
    terminal.out().flush();
    int code = code(record, stopped, failOn);
    if (!record.complete() || code == ExitCode.INCOMPLETE) {
      terminal
          .err()
          .println(
              (stopped.isPresent() ? "Stopped: " + word(stopped.get()) + ". " : "Not complete. ")
                  + "What was finished is kept. To go on:\n  ./dramatis resume "
                  + folder);
    }
    return code;
  }

  private static int code(
      RunRecord record, Optional<StopSignal.Reason> stopped, Set<Verdict> failOn) {
    boolean tooManyFailed =
        record.counts().failed() > MOST_FAILED * Math.max(1, record.counts().planned());
    if (stopped.isPresent() || !record.complete() || tooManyFailed) {
      return ExitCode.INCOMPLETE;
    }
    return record.suites().stream()
            .map(SuiteResult::primary)
            .anyMatch(primary -> failOn.contains(primary.verdict()))
        ? ExitCode.FINDING
        : ExitCode.COMPLETE;
  }

  private static String word(StopSignal.Reason reason) {
    return switch (reason) {
      case INTERRUPTED -> "interrupted";
      case ENDPOINT_REFUSES -> "the endpoint refuses every call";
      case TOO_MANY_FAILURES -> "too many calls failed";
      case NO_PROGRESS -> "nothing was finished for 20 minutes";
    };
  }

  private static String shorten(String text) {
    return text.length() <= 200 ? text : text.substring(0, 199) + "…";
  }
}
