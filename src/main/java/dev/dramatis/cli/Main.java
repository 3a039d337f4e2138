package dev.dramatis.cli;

import dev.dramatis.Environment;
import dev.dramatis.Version;
import dev.dramatis.run.JournalException;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.UnknownSuiteException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code dramatis} command. */
@Command(
    name = "dramatis",
    description = {
      "Tests predictions of the persona selection model against language models.",
      "Without --model, everything runs against a simulated world and costs nothing."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionProvider.class,
    subcommandsRepeatable = false)
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.system(System.getenv());
    int code = execute(terminal, System.getenv(), Path.of(""), Clock.systemUTC(), arguments);
    Interruption.exit(code);
  }

  /** Runs the program and says its exit code. */
  static int execute(
      Terminal terminal,
      Map<String, String> variables,
      Path workingDirectory,
      Clock clock,
      String... arguments) {
    Context context;
    try {
      context =
          new Context(
              terminal, Environment.read(variables, workingDirectory), workingDirectory, clock);
    } catch (IllegalArgumentException e) {
      terminal.err().println(e.getMessage());
      return ExitCode.USAGE;
    }
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new RunCommand(context));
    line.addSubcommand(new PlanCommand(context));
    line.addSubcommand(new ProbeCommand(context));
    line.addSubcommand(new ClassifyCommand(context));
    line.addSubcommand(new ResumeCommand(context));
    line.addSubcommand(new ReportCommand(context));
    line.addSubcommand(new ValidateCommand(context));
    line.addSubcommand(new CalibrateCommand(context));
    line.addSubcommand(new ServeCommand(context));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(terminal.columns());
    line.setExecutionExceptionHandler((fault, command, parsed) -> report(fault, terminal));
    return line.execute(arguments);
  }

  private static int report(Exception fault, Terminal terminal) {
    if (fault instanceof InvalidSuiteException
        || fault instanceof UnknownSuiteException
        || fault instanceof JournalException
        || fault instanceof IllegalArgumentException) {
      terminal.err().println(Terminal.safe(String.valueOf(fault.getMessage())));
      return ExitCode.USAGE;
    }
    terminal.err().println("dramatis: unexpected failure: " + Terminal.safe(fault.toString()));
    StackTraceElement[] trace = fault.getStackTrace();
    for (int i = 0; i < Math.min(12, trace.length); i++) {
      terminal.err().println("    at " + trace[i]);
    }
    return ExitCode.UNEXPECTED;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do; \"dramatis run\" needs nothing else.");
  }

  /** The version as the jar's manifest has it. */
  static final class VersionProvider implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Version.NAME_AND_NUMBER};
    }
  }
}
