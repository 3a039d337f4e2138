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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "plan",
    description = "Trials, calls and tokens of a run, before anything is asked.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  private static final String LINE = "%-28s %9s %9s %13s %13s%n";

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
    context.terminal().out().printf(LINE, "suite", "trials", "calls", "input tokens", "output ≤");
    Sums all = new Sums();
    for (Suite suite : loaded) {
      Sums sums = sums(Plan.of(suite, labels, 1));
      print(suite.id(), sums);
      all.add(sums);
    }
    if (loaded.size() > 1) {
      print("together", all);
    }
    context
        .terminal()
        .out()
        .println(
            "\nInput tokens are estimated from the texts; output is what the limits allow at most."
                + "\nFor which verdicts the sizes allow: ./dramatis validate");
    context.terminal().out().flush();
    return ExitCode.COMPLETE;
  }

  private void print(String name, Sums sums) {
    context
        .terminal()
        .out()
        .printf(
            LINE,
            name,
            number(sums.trials),
            number(sums.calls),
            number(sums.input),
            number(sums.output));
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
