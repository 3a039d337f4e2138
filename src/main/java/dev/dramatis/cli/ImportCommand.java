package dev.dramatis.cli;

import dev.dramatis.ForeignRuns;
import dev.dramatis.interop.Imported;
import dev.dramatis.interop.InspectImport;
import dev.dramatis.interop.SuiteImport;
import dev.dramatis.suite.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description =
        "Makes a suite of another tool's questions, or decides a suite on another tool's"
            + " transcripts.",
    footer = {"", "A suite that is imported says where its author has to state what is predicted."})
final class ImportCommand implements Callable<Integer> {
  /** What was left out that is told one by one. */
  private static final int TOLD = 20;

  private final Context context;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "What is imported.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FORM",
      description =
          "emergent-misalignment, promptfoo, openai-chat, model-written-evals, or inspect.")
  private String form;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The suite's file (suites/ID.yaml), or with inspect the transcripts (FILE.jsonl).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--suite",
      paramLabel = "SUITE",
      description = "With inspect: decide this suite on the logs' answers, and make a run of it.")
  private Optional<String> suite = Optional.empty();

  @Option(
      names = "--arm",
      paramLabel = "TASK=ARM",
      description = "With --suite: which arm a log's task is, where its name does not say so.")
  private List<String> arms = new ArrayList<>();

  @Option(
      names = "--reports",
      paramLabel = "DIR",
      description = "With --suite: where the run's folder is made (default: reports).")
  private Optional<Path> reports = Optional.empty();

  ImportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (suite.isPresent()) {
      return decide(suite.get());
    }
    Path target =
        context.path(
            out.orElseThrow(
                () -> new IllegalArgumentException("Say with --out where it is to go.")));
    if (files.size() != 1) {
      throw new IllegalArgumentException("One file at a time, unless --suite takes several logs.");
    }
    Path file = context.path(files.get(0));
    Imported imported = imported(file, target);
    Terminal terminal = context.terminal();
    terminal.paragraph(
        Terminal.safe(
            imported.taken()
                + " taken, "
                + imported.leftOut().size()
                + " notes on what was left out. Written: "
                + String.join(", ", imported.files().stream().map(context::shown).toList())),
        "");
    imported.leftOut().stream()
        .limit(TOLD)
        .forEach(note -> terminal.hint("  " + Terminal.safeLine(note)));
    if (imported.leftOut().size() > TOLD) {
      terminal.hint("  and " + (imported.leftOut().size() - TOLD) + " more.");
    }
    return ExitCode.COMPLETE;
  }

  private Imported imported(Path file, Path target) throws Exception {
    if (form.equals("inspect")) {
      return InspectImport.transcripts(file, target);
    }
    String name = String.valueOf(target.getFileName());
    if (!name.endsWith(".yaml")) {
      throw new IllegalArgumentException("--out " + name + ": a suite's file ends in .yaml.");
    }
    String id = name.substring(0, name.length() - ".yaml".length());
    if (target.toAbsolutePath().getParent() != null) {
      Files.createDirectories(target.toAbsolutePath().getParent());
    }
    return switch (form) {
      case "emergent-misalignment" -> SuiteImport.emergentMisalignment(file, id, target);
      case "promptfoo" -> SuiteImport.promptfoo(file, id, target);
      case "openai-chat" -> SuiteImport.openAiChat(file, id, target);
      case "model-written-evals" -> SuiteImport.modelWritten(file, id, target);
      default ->
          throw new IllegalArgumentException(
              "--from "
                  + form
                  + ": say emergent-misalignment, promptfoo, openai-chat, model-written-evals or"
                  + " inspect.");
    };
  }

  private int decide(String named) throws Exception {
    if (!form.equals("inspect")) {
      throw new IllegalArgumentException("--suite goes with --from inspect.");
    }
    Suite loaded = context.suites(List.of(named)).get(0);
    Map<String, String> byTask = new LinkedHashMap<>();
    for (String text : arms) {
      int equals = text.lastIndexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--arm " + text + ": say TASK=ARM.");
      }
      byTask.put(text.substring(0, equals), text.substring(equals + 1));
    }
    ForeignRuns.Decided decided =
        ForeignRuns.decide(
            files.stream().map(context::path).toList(),
            loaded,
            byTask,
            context.reports(reports, context.settings()),
            context.clock());
    context
        .terminal()
        .hint(
            decided.matched()
                + " samples were asked what the suite asks; "
                + decided.unmatched()
                + " were not, or failed.");
    return new Outcome(context.terminal())
        .tell(
            decided.record(),
            Optional.empty(),
            Optional.empty(),
            context.shown(decided.folder()),
            FailOn.NOTHING);
  }
}
