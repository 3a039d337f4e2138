package dev.dramatis.cli;

import dev.dramatis.model.ModelName;
import dev.dramatis.model.Tokens;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "plan",
    description = "Trials, calls and tokens of a run, before anything is asked.")
final class PlanCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private ModelOptions models;

  @Parameters(paramLabel = "SUITE", arity = "0..*", description = "Default: all suites.")
  private List<String> suites = new ArrayList<>();

  PlanCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<Suite> loaded = context.suites(suites);
    Map<String, ModelName> roles = models.roles(loaded);
    Map<String, String> labels = new LinkedHashMap<>();
    roles.forEach((role, name) -> labels.put(role, name.label()));
    TextTable table = new TextTable(context.terminal().columns(), "lrrrr");
    table.add(List.of("SUITE", "TRIALS", "CALLS", "INPUT TOKENS", "OUTPUT TOKENS"));
    Sums all = new Sums();
    for (Suite suite : loaded) {
      Sums sums = sums(Plan.of(suite, labels, 1));
      table.add(row(suite.id(), sums));
      all.add(sums);
    }
    if (loaded.size() > 1) {
      table.add(row("together", all));
    }
    table.lines().forEach(context.terminal().out()::println);
    context.terminal().out().println();
    context
        .terminal()
        .paragraph(
            "For "
                + labels.entrySet().stream()
                    .map(entry -> entry.getKey() + " = " + Terminal.safe(entry.getValue()))
                    .collect(Collectors.joining(", "))
                + ". Input tokens are estimated from the texts; output tokens are the most that the"
                + " suites' limits allow, without reasoning that a provider adds.",
            "");
    context
        .terminal()
        .paragraph("Which verdicts the sizes allow: " + Context.command() + " validate", "");
    return ExitCode.COMPLETE;
  }

  private static List<String> row(String name, Sums sums) {
    return List.of(
        name, number(sums.trials), number(sums.calls), number(sums.input), number(sums.output));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static final class Sums {
    private long trials;
    private long calls;
    private long input;
    private long output;

    void add(Sums other) {
      trials += other.trials;
      calls += other.calls;
      input += other.input;
      output += other.output;
    }
  }

  private static Sums sums(Plan plan) {
    Sums sums = new Sums();
    for (int i = 0; i < plan.size(); i++) {
      Trial trial = plan.trial(i);
      sums.trials++;
      List<String> replies = new ArrayList<>();
      for (int ask = 0; ask < trial.conversation().asks(); ask++) {
        List<Message> messages = trial.conversation().request(replies);
        sums.calls++;
        sums.input += Tokens.estimate(messages);
        sums.output += trial.arm().parameters().maxTokens();
        replies.add("");
      }
    }
    return sums;
  }
}
