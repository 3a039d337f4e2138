package dev.dramatis.cli;

import dev.dramatis.InvalidSettingsException;
import dev.dramatis.UnreadyException;
import dev.dramatis.compare.DigestException;
import dev.dramatis.finetune.TrainingException;
import dev.dramatis.interop.InteropException;
import dev.dramatis.model.InvalidModelException;
import dev.dramatis.run.JournalException;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.UnknownSuiteException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, and gives the exit code for it. */
final class Faults {
  /** Enough of a trace to see where it happened. */
  private static final int TRACE_LINES = 12;

  private final Terminal terminal;

  Faults(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A command line that cannot be understood. */
  int usage(ParameterException fault) {
    CommandLine line = fault.getCommandLine();
    String command =
        line.getCommandSpec()
            .qualifiedName()
            .substring(line.getCommandSpec().root().name().length());
    boolean hasCommands = !line.getSubcommands().isEmpty();
    if (hasCommands && fault instanceof UnmatchedArgumentException unmatched) {
      tell(
          "there is no command \""
              + (command + " " + unmatched.getUnmatched().get(0)).strip()
              + "\".");
      tell("Commands: " + String.join(", ", line.getSubcommands().keySet()) + ".");
    } else {
      tell(String.valueOf(fault.getMessage()));
    }
    terminal.err().println("Help: " + Context.command() + command + " -h");
    return ExitCode.USAGE;
  }

  /** What a command threw. */
  int execution(Exception fault) {
    if (fault instanceof InvalidSuiteException || fault instanceof InvalidSettingsException) {
      // A problem a line, to be read by editors too; so none is broken.
      terminal.err().println(Terminal.safe(String.valueOf(fault.getMessage())));
      return ExitCode.USAGE;
    }
    if (fault instanceof UnknownSuiteException
        || fault instanceof InvalidModelException
        || fault instanceof JournalException
        || fault instanceof DigestException
        || fault instanceof InteropException
        || fault instanceof IllegalArgumentException) {
      tell(String.valueOf(fault.getMessage()));
      return ExitCode.USAGE;
    }
    if (fault instanceof TrainingException) {
      tell(String.valueOf(fault.getMessage()));
      return ExitCode.INCOMPLETE;
    }
    if (fault instanceof UnreadyException) {
      tell(String.valueOf(fault.getMessage()));
      tell("Nothing was asked. --no-preflight asks all the same.");
      return ExitCode.INCOMPLETE;
    }
    if (fault instanceof FileSystemException file) {
      tell(words(file));
      return ExitCode.UNEXPECTED;
    }
    return unexpected(fault);
  }

  private int unexpected(Exception fault) {
    tell("unexpected failure: " + fault);
    StackTraceElement[] trace = fault.getStackTrace();
    for (int i = 0; i < Math.min(TRACE_LINES, trace.length); i++) {
      terminal.err().println("    at " + trace[i]);
    }
    return ExitCode.UNEXPECTED;
  }

  /** A fault of the file system in words; Java's own message is often the path alone. */
  static String words(FileSystemException fault) {
    String why =
        Map.of(
                NoSuchFileException.class, "there is no such file or folder",
                AccessDeniedException.class, "access is denied")
            .getOrDefault(
                fault.getClass(),
                fault.getReason() == null ? fault.getClass().getSimpleName() : fault.getReason());
    return fault.getFile() + ": " + why + ".";
  }

  private void tell(String text) {
    terminal.hint(Terminal.safe(text));
  }
}
