package dev.dramatis.cli;

import dev.dramatis.Histories;
import dev.dramatis.compare.History;
import dev.dramatis.report.HistoryReports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    description =
        "Gives every prediction a line over many runs: verdicts, the evidence of all of them"
            + " together, changes of the model, and a test for drift.")
final class HistoryCommand implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--file",
      paramLabel = "FILE.jsonl",
      description = "Runs of earlier nights, as history add keeps them.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--reports",
      paramLabel = "DIR",
      description = "Where runs are taken from if no --file is named (default: reports).")
  private Optional<Path> reports = Optional.empty();

  @Option(
      names = "--false-alarm",
      paramLabel = "NIGHTS",
      defaultValue = "365",
      description =
          "Nights between false alarms over all lines together, on average, at least (default:"
              + " ${DEFAULT-VALUE}).")
  private double nights;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports/history",
      description =
          "Where history.html, history.md and history.json go (default: ${DEFAULT-VALUE}).")
  private Path out;

  private HistoryCommand(Context context) {
    this.context = context;
  }

  /** The command with what it can do. */
  static CommandLine line(Context context) {
    CommandLine line = new CommandLine(new HistoryCommand(context));
    line.addSubcommand(new Add(context));
    return line;
  }

  @Override
  public Integer call() throws Exception {
    if (!(nights > 1)) {
      throw new IllegalArgumentException("--false-alarm must be more than 1, not " + nights + ".");
    }
    Path folder = context.path(out);
    List<Path> runs =
        file.isPresent()
            ? List.of()
            : Histories.finished(context.reports(reports, context.settings()));
    History history = Histories.write(runs, file.map(context::path), nights, folder);
    Terminal terminal = context.terminal();
    terminal.paragraph(
        history.runs().size()
            + " runs, "
            + history.lines().size()
            + " lines, "
            + history.watched()
            + " of them watched for a change.",
        "");
    HistoryReports.alarms(history)
        .forEach(alarm -> terminal.paragraph(Terminal.safeLine(alarm), ""));
    terminal.out().println("History: " + context.shown(folder) + "/history.html");
    return ExitCode.COMPLETE;
  }

  @Command(name = "add", description = "Keeps finished runs in a history's file, none twice.")
  static final class Add implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs.")
    private List<Path> runs = new ArrayList<>();

    @Option(
        names = "--file",
        paramLabel = "FILE.jsonl",
        required = true,
        description = "The history's file; made if there is none.")
    private Path file;

    Add(Context context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      List<String> added =
          Histories.add(runs.stream().map(context::path).toList(), context.path(file));
      context
          .terminal()
          .paragraph(
              added.isEmpty()
                  ? "Nothing new: the file holds them already."
                  : "Added " + String.join(", ", added) + ".",
              "");
      return ExitCode.COMPLETE;
    }
  }
}
