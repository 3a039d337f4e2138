package dev.dramatis.cli;

import dev.dramatis.Comparisons;
import dev.dramatis.compare.RunDigest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "baseline", description = "What later runs are held against.")
final class BaselineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private BaselineCommand() {}

  /** The command with what it can do. */
  static CommandLine line(Context context) {
    CommandLine line = new CommandLine(new BaselineCommand());
    line.addSubcommand(new Accept(context));
    return line;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Say accept RUN.");
  }

  @Command(
      name = "accept",
      description = "Makes a finished run the baseline, for run --baseline FILE.")
  static final class Accept implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    private Path run;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        defaultValue = "baseline.json",
        description = "Where it is kept (default: ${DEFAULT-VALUE}).")
    private Path file;

    Accept(Context context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      RunDigest digest = Comparisons.accept(context.path(run), context.path(file));
      context
          .terminal()
          .paragraph(
              Terminal.safe(
                  context.shown(context.path(file))
                      + " now holds run "
                      + digest.run()
                      + " of "
                      + digest.subject()
                      + ": "
                      + digest.suites().size()
                      + " suites."),
              "");
      if (!digest.isComplete()) {
        context.terminal().hint("The run is incomplete; what is missing cannot be compared.");
      }
      return ExitCode.COMPLETE;
    }
  }
}
