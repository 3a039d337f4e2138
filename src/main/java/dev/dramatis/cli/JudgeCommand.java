package dev.dramatis.cli;

import dev.dramatis.Models;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.GoldSet;
import dev.dramatis.run.JudgeCheck;
import dev.dramatis.run.StopSignal;
import dev.dramatis.stats.Detection;
import dev.dramatis.stats.Interval;
import dev.dramatis.suite.RubricFile;
import dev.dramatis.verdict.JudgeScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "judge",
    description =
        "Holds a judge against the gold items of suites or rubrics: sensitivity, specificity, agreement,"
            + " and how often it says the same again.")
final class JudgeCommand implements Callable<Integer> {
  private static final double ALPHA_PER_SIDE = 0.025;

  private final Context context;

  @Mixin private CallOptions calls;

  @Parameters(
      index = "0",
      paramLabel = "check",
      description = "What to do; to check is all there is.")
  private String action = "check";

  @Parameters(
      index = "1..*",
      paramLabel = "SUITE|RUBRIC",
      arity = "0..*",
      description =
          "A suite, or a rubric as a file or rubrics/NAME. Default: all suites that ask judges.")
  private List<String> named = new ArrayList<>();

  @Option(
      names = "--judge",
      paramLabel = "MODEL",
      description = "The judge; several are a panel (default: simulated/judge).")
  private List<String> judges = new ArrayList<>();

  @Option(
      names = "-j",
      paramLabel = "N",
      defaultValue = "20",
      description = "Calls in flight at once, at most (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  JudgeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (!action.equals("check")) {
      throw new IllegalArgumentException("judge " + action + ": say judge check.");
    }
    JudgedFiles files = JudgedFiles.named(context, named);
    List<ModelName> settled = ModelOptions.named(judges, context.settings());
    List<ModelName> panel =
        settled.isEmpty() ? List.of(ModelName.parse("simulated/judge")) : settled;
    boolean complete = true;
    boolean any = false;
    try (Models models =
        new Models(
            context.environment(),
            files.suites(),
            files.rubrics().stream().map(RubricFile::judge).toList(),
            1,
            WatchedRun.inFlight(concurrency),
            calls.settings(context),
            context.clock())) {
      List<Endpoint> seats = panel.stream().map(models::open).toList();
      for (GoldSet set : files.goldSets()) {
        StopSignal stop = new StopSignal();
        for (JudgeCheck.Result result :
            JudgeCheck.of(
                set,
                seats,
                concurrency,
                stop,
                text -> models.redactor().redact(text),
                context.clock(),
                System::nanoTime)) {
          any = true;
          complete &= result.failure().isEmpty();
          tell(set, result);
        }
      }
    }
    if (!any) {
      context
          .terminal()
          .hint(
              (files.rubrics().isEmpty() ? "No suite among these" : "None of these")
                  + " has gold items for a judge.");
    }
    return complete ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
  }

  private void tell(GoldSet set, JudgeCheck.Result result) {
    Terminal terminal = context.terminal();
    JudgeScore score = result.score();
    terminal.paragraph(
        (set.isRubric() ? set.id() : set.id() + ", " + result.classifier())
            + ": "
            + Terminal.safeLine(String.join(" + ", score.judges()))
            + " on "
            + score.items()
            + " gold items",
        "");
    TextTable table = new TextTable(terminal.columns(), "llll");
    table.add(List.of("LABEL", "ITEMS", "SENSITIVITY", "SPECIFICITY"));
    for (Map.Entry<String, Detection> label : score.labels().entrySet()) {
      Detection found = label.getValue();
      table.add(
          List.of(
              label.getKey(),
              Integer.toString(found.positives()),
              share(found.sensitivity(), found.sensitivityInterval(ALPHA_PER_SIDE)),
              share(found.specificity(), found.specificityInterval(ALPHA_PER_SIDE))));
    }
    table.lines().forEach(terminal.out()::println);
    terminal.paragraph(
        "Kappa "
            + number(score.kappa())
            + (score.judges().size() > 1
                ? ", Krippendorff's alpha among the judges " + number(score.alpha())
                : "")
            + ", "
            + score.abstained()
            + " abstained, "
            + result.same()
            + " of "
            + result.again()
            + " the same when asked again.",
        "");
    Optional<String> under = score.underBar(set.bar());
    terminal.paragraph(
        under
            .map(reason -> "Not good enough: " + reason + ".")
            .orElse(
                set.isRubric()
                    ? "Good enough for a suite that sets no bar of its own."
                    : "Good enough for the suite."),
        "");
    result
        .failure()
        .ifPresent(reason -> terminal.hint("Calls failed: " + Terminal.safeLine(reason)));
    terminal.out().println();
    terminal.out().flush();
  }

  private static String share(OptionalDouble share, Interval interval) {
    return share.isEmpty()
        ? "–"
        : String.format(
            Locale.ROOT,
            "%.2f [%.2f, %.2f]",
            share.getAsDouble(),
            interval.lower(),
            interval.upper());
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "–";
  }
}
