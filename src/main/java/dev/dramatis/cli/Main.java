package dev.dramatis.cli;

import dev.dramatis.Version;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
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
    footer = {
      "",
      "Exit codes: 0 complete; 1 unexpected failure; 2 usage, invalid suite or no suite; 3 a"
          + " primary's verdict met --fail-on; 4 incomplete; 5 stopped at a cap; 130 and 143"
          + " interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionProvider.class,
    subcommandsRepeatable = false)
public final class Main implements Callable<Integer> {
  /** The least that picocli can lay help out in. */
  private static final int LEAST_HELP_WIDTH = 55;

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
    Context context = new Context(terminal, variables, workingDirectory, clock);
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new RunCommand(context));
    line.addSubcommand(new PlanCommand(context));
    line.addSubcommand(new TrainCommand(context));
    line.addSubcommand(EpisodesCommand.line(context));
    line.addSubcommand(new ProbeCommand(context));
    line.addSubcommand(new ClassifyCommand(context));
    line.addSubcommand(new ResumeCommand(context));
    line.addSubcommand(new JudgeCommand(context));
    line.addSubcommand(new ReclassifyCommand(context));
    line.addSubcommand(new ReportCommand(context));
    line.addSubcommand(new CompareCommand(context));
    line.addSubcommand(new CardCommand(context));
    line.addSubcommand(BaselineCommand.line(context));
    line.addSubcommand(HistoryCommand.line(context));
    line.addSubcommand(new ExportCommand(context));
    line.addSubcommand(new ImportCommand(context));
    line.addSubcommand(new ValidateCommand(context));
    line.addSubcommand(new CalibrateCommand(context));
    line.addSubcommand(new ModelsCommand(context));
    line.addSubcommand(new DoctorCommand(context));
    line.addSubcommand(new ServeCommand(context));
    line.getSubcommands().values().forEach(Main::addHelp);
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setColorScheme(Help.defaultColorScheme(terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(Math.max(LEAST_HELP_WIDTH, terminal.columns()));
    Faults faults = new Faults(terminal);
    line.setParameterExceptionHandler((fault, given) -> faults.usage(fault));
    line.setExecutionExceptionHandler((fault, command, parsed) -> faults.execution(fault));
    int code = line.execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  private static void addHelp(CommandLine line) {
    line.getCommandSpec().addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
    line.getSubcommands().values().forEach(Main::addHelp);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new ParameterException(spec.commandLine(), "Say what to do; \"run\" needs nothing else.");
  }

  /** The version as the jar's manifest has it. */
  static final class VersionProvider implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Version.NAME_AND_NUMBER};
    }
  }
}
