package dev.dramatis.cli;

import dev.dramatis.finetune.EpisodeStats;
import dev.dramatis.finetune.ReplyForm;
import dev.dramatis.finetune.Spread;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "stats",
    description = "Counts a suite's episodes: lengths, tokens, domains, forms.")
final class EpisodesStatsCommand implements Callable<Integer> {
  /** Domains named of a training; the rest is counted. */
  private static final int MOST_DOMAINS = 12;

  /** Tokens from which thousands are said, so that the table fits. */
  private static final int SHORTENED = 100_000;

  private final Context context;

  @Parameters(paramLabel = "SUITE", arity = "0..*", description = "Default: all suites.")
  private List<String> suites = new ArrayList<>();

  EpisodesStatsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<Suite> training = TrainingSuites.of(context, suites);
    Terminal terminal = context.terminal();
    for (Suite suite : training) {
      terminal.out().println(suite.id());
      table(suite).lines().forEach(terminal.out()::println);
      terminal.out().println();
    }
    if (!training.isEmpty()) {
      terminal.paragraph(
          "ROWS: episodes that differ from each other. READ and TRAINED: tokens of one pass,"
              + " estimated, and those of them that the model learns to write. QUESTION and REPLY:"
              + " words, mean ± standard deviation. ASKS, LIST, REFUSES: replies that end in a"
              + " question, hold a list, refuse.",
          "");
    }
    terminal.out().flush();
    return ExitCode.COMPLETE;
  }

  private TextTable table(Suite suite) {
    TextTable table = new TextTable(context.terminal().columns(), "lrrrrrrrrr");
    table.add(
        List.of(
            "  TRAINING",
            "EPISODES",
            "ROWS",
            "READ",
            "TRAINED",
            "QUESTION",
            "REPLY",
            "ASKS",
            "LIST",
            "REFUSES"));
    String above = "";
    for (Training training : suite.trainings().byId().values()) {
      EpisodeStats stats = EpisodeStats.of(suite, training);
      table.add(
          List.of(
              "  " + training.id(),
              number(stats.episodes()),
              number(stats.distinct()),
              tokens(stats.tokensRead()),
              tokens(stats.tokensTrained()),
              words(stats.questionWords()),
              words(stats.replyWords()),
              share(stats, ReplyForm.ENDS_IN_QUESTION),
              share(stats, ReplyForm.LIST),
              share(stats, ReplyForm.REFUSAL)));
      String domains = domains(stats.domains());
      if (!domains.isEmpty()) {
        table.note("domains: " + (domains.equals(above) ? "as above" : domains), "    ");
      }
      above = domains;
    }
    return table;
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** An estimate, which has no use for more digits. */
  private static String tokens(long tokens) {
    return tokens < SHORTENED ? number(tokens) : number(tokens / 1000) + "k";
  }

  private static String words(Spread words) {
    return String.format(Locale.ROOT, "%.1f ± %.1f", words.mean(), words.deviation());
  }

  private static String share(EpisodeStats stats, ReplyForm form) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * stats.share(form));
  }

  private static String domains(Map<String, Integer> domains) {
    String named =
        domains.entrySet().stream()
            .limit(MOST_DOMAINS)
            .map(each -> Terminal.safeLine(each.getKey()) + " " + each.getValue())
            .collect(Collectors.joining(", "));
    return domains.size() > MOST_DOMAINS
        ? named + " and " + (domains.size() - MOST_DOMAINS) + " more"
        : named;
  }
}
