package dev.dramatis.cli;

import dev.dramatis.Cards;
import dev.dramatis.compare.ModelCard;
import dev.dramatis.report.CardReports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "card",
    description =
        "One page on a model, from the newest complete run of every suite: verdicts, its profile"
            + " beside other models, how often it breaks character, dose curves, cost.")
final class CardCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      paramLabel = "MODEL",
      description = "As run.json names it, without a server: PROVIDER/NAME.")
  private String model;

  @Option(
      names = "--against",
      paramLabel = "MODEL",
      description = "A model that it is shown beside, once or several times (default: the last 5).")
  private List<String> against = new ArrayList<>();

  @Option(
      names = "--reports",
      paramLabel = "DIR",
      description = "Where the runs are (default: reports).")
  private Optional<Path> reports = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports/card",
      description = "Where card.html, card.md and card.json go (default: ${DEFAULT-VALUE}).")
  private Path out;

  CardCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = context.path(out);
    ModelCard card = Cards.of(model, context.reports(reports, context.settings()), against);
    CardReports.write(card, folder);
    Terminal terminal = context.terminal();
    terminal.paragraph(
        Terminal.safe(
            card.model()
                + ": "
                + card.suites().size()
                + " suites from "
                + card.sources().size()
                + (card.sources().size() == 1 ? " run" : " runs")
                + (card.references().isEmpty()
                    ? ", beside no other model"
                    : ", beside " + String.join(", ", card.references()))
                + "."),
        "");
    terminal.out().println("Card: " + context.shown(folder) + "/card.html");
    return ExitCode.COMPLETE;
  }
}
