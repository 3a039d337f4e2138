package dev.dramatis.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "episodes",
    description = "Looks through what suites train models on, and makes such data from files.")
final class EpisodesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private EpisodesCommand() {}

  /** The command with those below it. */
  static CommandLine line(Context context) {
    return new CommandLine(new EpisodesCommand())
        .addSubcommand(new EpisodesLintCommand(context))
        .addSubcommand(new EpisodesStatsCommand(context))
        .addSubcommand(new EpisodesWriteCommand(context))
        .addSubcommand(new EpisodesRecontextualiseCommand(context))
        .addSubcommand(new EpisodesMixCommand(context))
        .addSubcommand(new EpisodesShuffleCommand(context));
  }

  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    line.usage(line.getErr());
    throw new ParameterException(
        line, "Say what to do: " + String.join(", ", line.getSubcommands().keySet()) + ".");
  }
}
