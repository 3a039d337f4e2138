package dev.dramatis.cli;

import dev.dramatis.TrainingSession;
import dev.dramatis.finetune.Finding;
import dev.dramatis.finetune.LockEntry;
import dev.dramatis.finetune.Trainer;
import dev.dramatis.finetune.TrainingLock;
import dev.dramatis.finetune.Wanted;
import dev.dramatis.run.StopSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Carries a training through where somebody watches: shows what would be uploaded and what it would
 * cost, asks once, and tells what happens.
 */
final class WatchedTraining {
  /** Errors that are shown; the others are counted. */
  private static final int MOST_FINDINGS = 10;

  private final Context context;

  WatchedTraining(Context context) {
    this.context = context;
  }

  /** Whether every model is there now; else the exit code that says why not. */
  record End(boolean ready, int code) {
    static final End READY = new End(true, ExitCode.COMPLETE);
  }

  /**
   * Trains what is not trained yet.
   *
   * @param options among them whether it was told to begin without asking
   */
  @SuppressWarnings("try") // A signal is minded for as long as the block lasts; nothing is called.
  End carryOut(TrainingSession session, TrainingOptions options) throws InterruptedException {
    Terminal terminal = context.terminal();
    List<Wanted> begin = session.toBegin();
    if (!begin.isEmpty()) {
      show(session, begin);
      if (!passed(session.findings(), options)) {
        return new End(false, ExitCode.USAGE);
      }
      Set<String> objections = session.objections();
      if (!objections.isEmpty()) {
        objections.forEach(each -> terminal.hint(Terminal.safe(each)));
        return new End(false, ExitCode.USAGE);
      }
      if (!options.yes() && !agreed("Begin " + begin.size() + " jobs?")) {
        terminal.hint("Nothing was begun.");
        return new End(false, ExitCode.USAGE);
      }
    }
    StopSignal stop = new StopSignal();
    Trainer.End end;
    try (Interruption interruption = new Interruption(stop, terminal)) {
      end =
          session.train(
              (wanted, text) -> terminal.hint(Terminal.safeLine(wanted.label() + ": " + text)),
              () -> stop.reason().isPresent());
    }
    return switch (end) {
      case READY -> {
        terminal.hint(
            session.wanted().size()
                + " trained models can be asked; "
                + TrainingLock.FILE
                + " says by what.");
        yield End.READY;
      }
      case FAILED -> {
        failures(session);
        yield new End(false, ExitCode.INCOMPLETE);
      }
      case STOPPED -> {
        terminal.hint("Stopped. What was begun goes on; the same command waits for it again.");
        yield new End(false, ExitCode.INCOMPLETE);
      }
      case OVERDUE -> {
        terminal.hint(
            "The deadline is over. What was begun goes on; the same command waits for it again.");
        yield new End(false, ExitCode.INCOMPLETE);
      }
    };
  }

  /** Tells what a look through the episodes found; whether that may be trained on. */
  private boolean passed(List<Finding> findings, TrainingOptions options) {
    Terminal terminal = context.terminal();
    List<Finding> errors =
        findings.stream().filter(finding -> finding.severity() == Finding.Severity.ERROR).toList();
    errors.stream()
        .limit(MOST_FINDINGS)
        .forEach(
            finding ->
                terminal.hint(
                    Terminal.safeLine(
                        finding.place().map(at -> at + ": ").orElse("")
                            + finding.what()
                            + " "
                            + finding.remedy())));
    if (!findings.isEmpty()) {
      terminal.hint(
          "In the episodes: errors "
              + errors.size()
              + ", warnings "
              + (findings.size() - errors.size())
              + "; "
              + Context.command()
              + " episodes lint shows them.");
    }
    if (!errors.isEmpty() && options.lints()) {
      terminal.hint("Nothing was begun. --no-lint begins all the same.");
      return false;
    }
    return true;
  }

  private void failures(TrainingSession session) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    session
        .failures()
        .forEach(
            (wanted, reason) ->
                byReason.computeIfAbsent(reason, key -> new ArrayList<>()).add(wanted.label()));
    byReason.forEach(
        (reason, labels) ->
            context
                .terminal()
                .hint(
                    Terminal.safeLine("No model of " + String.join("; ", labels) + ": " + reason)));
    context.terminal().hint("train --retry begins jobs anew that ended without a model.");
  }

  /** What would be begun: a line for each training. */
  private void show(TrainingSession session, List<Wanted> begin) {
    Terminal terminal = context.terminal();
    TextTable table = new TextTable(terminal.columns(), "llrrrr");
    table.add(List.of("TRAINING", "FROM", "JOBS", "EPISODES", "TOKENS", "USD"));
    Map<String, List<Wanted>> byTraining = new LinkedHashMap<>();
    begin.forEach(
        each ->
            byTraining
                .computeIfAbsent(each.suite() + "/" + each.training(), key -> new ArrayList<>())
                .add(each));
    double usd = 0;
    boolean known = true;
    for (Map.Entry<String, List<Wanted>> training : byTraining.entrySet()) {
      Wanted one = training.getValue().get(0);
      int jobs = training.getValue().size();
      OptionalDouble cost = session.cost(one);
      known &= cost.isPresent();
      usd += jobs * cost.orElse(0);
      table.add(
          List.of(
              Terminal.safeLine(training.getKey()),
              Terminal.safeLine(one.parent().map(Wanted::training).orElse(one.root().label())),
              Integer.toString(jobs),
              Integer.toString(one.episodes().episodes()),
              String.format(Locale.ROOT, "%,d", session.trainedTokens(one)),
              cost.isPresent()
                  ? String.format(Locale.ROOT, "%.2f", jobs * cost.getAsDouble())
                  : "?"));
    }
    table.lines().forEach(terminal.out()::println);
    terminal.out().println();
    terminal.paragraph(
        begin.size()
            + " jobs would be begun, "
            + byTraining.size()
            + " files of episodes uploaded. TOKENS are estimated, one job's over all its epochs"
            + " (three, where the suite leaves them to the provider)."
            + (known
                ? String.format(Locale.ROOT, " Together about %.2f US dollars.", usd)
                : " Where USD is ?, the price is not known: it is not 0."),
        "");
    session.notes().forEach(note -> terminal.paragraph(Terminal.safe(note), ""));
    terminal.out().flush();
  }

  /** Asks once; nobody there to be asked has not agreed. */
  boolean agreed(String question) {
    Terminal terminal = context.terminal();
    if (!terminal.live()) {
      terminal.hint("Nobody is there to be asked. Say --yes to begin.");
      return false;
    }
    terminal.err().print(question + " [y/N] ");
    terminal.err().flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException e) {
      return false;
    }
  }

  /** A table of the jobs as the lock has them. */
  void status(TrainingSession session) {
    Terminal terminal = context.terminal();
    TextTable table = new TextTable(terminal.columns(), "lllll");
    table.add(List.of("MODEL", "STAGE", "JOB", "STATUS", "ASKED BY"));
    for (Wanted wanted : session.wanted()) {
      Optional<LockEntry> entry = session.job(wanted);
      table.add(
          List.of(
              wanted.label(),
              entry.map(job -> job.stage().name().toLowerCase(Locale.ROOT)).orElse("not begun"),
              Terminal.safeLine(entry.flatMap(LockEntry::job).orElse("")),
              Terminal.safeLine(
                  entry
                      .map(
                          job ->
                              job.status() + (job.message().isBlank() ? "" : ": " + job.message()))
                      .orElse("")),
              Terminal.safeLine(
                  entry
                      .filter(job -> job.stage() == LockEntry.Stage.READY)
                      .flatMap(job -> job.asked().or(job::model))
                      .orElse(""))));
    }
    table.lines().forEach(terminal.out()::println);
  }
}
