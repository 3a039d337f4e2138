package dev.dramatis.cli;

import dev.dramatis.finetune.EpisodeLint;
import dev.dramatis.finetune.Finding;
import dev.dramatis.suite.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "lint",
    description =
        "Says what providers would refuse of a suite's episodes, and what would spoil the"
            + " experiment: probes among them, replies unlike in length or form, questions that do"
            + " not match.",
    footer = {"", "Exit codes: 0 no error, though there may be warnings; 2 an error."})
final class EpisodesLintCommand implements Callable<Integer> {
  /** Trainings named in a line. */
  private static final int MOST_NAMED = 4;

  private final Context context;

  @Parameters(paramLabel = "SUITE", arity = "0..*", description = "Default: all suites.")
  private List<String> suites = new ArrayList<>();

  EpisodesLintCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    int errors = 0;
    int warnings = 0;
    for (Suite suite : TrainingSuites.of(context, suites)) {
      List<Finding> findings = EpisodeLint.of(suite);
      for (Finding finding : findings) {
        boolean error = finding.severity() == Finding.Severity.ERROR;
        errors += error ? 1 : 0;
        warnings += error ? 0 : 1;
        // One a line, to be read by editors too; so none is broken.
        context.terminal().out().println(Terminal.safeLine(line(suite, finding)));
      }
      if (findings.isEmpty()) {
        context.terminal().out().println(suite.id() + ": nothing to note.");
      }
    }
    context.terminal().out().flush();
    if (errors + warnings > 0) {
      context
          .terminal()
          .hint(
              TrainingSuites.count(errors, "error")
                  + ", "
                  + TrainingSuites.count(warnings, "warning")
                  + ".");
    }
    return errors > 0 ? ExitCode.USAGE : ExitCode.COMPLETE;
  }

  private String line(Suite suite, Finding finding) {
    String place =
        finding
            .place()
            .map(at -> context.shown(Path.of(at.file())) + ":" + at.line())
            .orElse(context.shown(suite.file()));
    List<String> trainings = finding.trainings();
    String named =
        trainings.size() <= MOST_NAMED
            ? String.join(", ", trainings)
            : String.join(", ", trainings.subList(0, MOST_NAMED - 1))
                + " and "
                + (trainings.size() - MOST_NAMED + 1)
                + " more";
    return place
        + ": "
        + finding.severity().name().toLowerCase(Locale.ROOT)
        + ": "
        + (named.isEmpty() ? "" : named + ": ")
        + finding.what()
        + " "
        + finding.remedy();
  }
}
