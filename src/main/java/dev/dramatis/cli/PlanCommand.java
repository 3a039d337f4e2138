package dev.dramatis.cli;

import dev.dramatis.Settings;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.Price;
import dev.dramatis.model.PriceTable;
import dev.dramatis.model.Tokens;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.GoldItem;
import dev.dramatis.suite.JudgePrompt;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "plan",
    description = "Trials, calls and tokens of a run, before anything is asked.")
final class PlanCommand implements Callable<Integer> {
  /** Tokens around a fenced reply: the fence, the question again. */
  private static final int FRAME = 120;

  /** Tokens of a label; a judge that reasons first takes more. */
  private static final int VERDICT = 10;

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
    Settings settings = context.settings();
    Map<String, ModelName> roles = models.roles(loaded, settings);
    Map<String, String> labels = new LinkedHashMap<>();
    roles.forEach((role, name) -> labels.put(role, name.label()));
    TextTable table = new TextTable(context.terminal().columns(), "lrrrrr");
    table.add(List.of("SUITE", "TRIALS", "CALLS", "TOKENS IN", "TOKENS OUT", "MOST USD"));
    PriceTable prices = PriceTable.load(models.calls(context).prices());
    List<ModelName> judges = models.judges(settings);
    Sums all = new Sums();
    for (Suite suite : loaded) {
      Plan plan = Plan.of(suite, labels, 1);
      Sums sums = sums(plan, prices);
      judgements(plan, sums, judges, prices);
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
                + " suites' limits allow, without reasoning that a provider adds."
                + (judges.isEmpty() ? "" : " Calls to judges are in it."),
            "");
    context
        .terminal()
        .paragraph("Which verdicts the sizes allow: " + Context.command() + " validate", "");
    return ExitCode.COMPLETE;
  }

  private static List<String> row(String name, Sums sums) {
    return List.of(
        name,
        number(sums.trials),
        number(sums.calls),
        number(sums.input),
        number(sums.output),
        sums.priced ? String.format(Locale.ROOT, "%,.2f", sums.usd) : "unknown");
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static final class Sums {
    private long trials;
    private long calls;
    private long input;
    private long output;
    private double usd;
    private boolean priced = true;

    void call(ModelName model, long inputTokens, long outputTokens, PriceTable prices) {
      calls++;
      input += inputTokens;
      output += outputTokens;
      Optional<Price> price = prices.price(model, inputTokens);
      priced &= price.isPresent();
      usd += price.map(known -> known.cost(inputTokens, outputTokens)).orElse(0.0);
    }

    void add(Sums other) {
      trials += other.trials;
      calls += other.calls;
      input += other.input;
      output += other.output;
      usd += other.usd;
      priced &= other.priced;
    }
  }

  private static Sums sums(Plan plan, PriceTable prices) {
    Sums sums = new Sums();
    for (int i = 0; i < plan.size(); i++) {
      Trial trial = plan.trial(i);
      ModelName model = ModelName.parse(trial.model());
      sums.trials++;
      List<String> replies = new ArrayList<>();
      for (int ask = 0; ask < trial.conversation().asks(); ask++) {
        List<Message> messages = trial.conversation().request(replies);
        sums.call(model, Tokens.estimate(messages), trial.arm().parameters().maxTokens(), prices);
        replies.add("");
      }
    }
    return sums;
  }

  /** Adds what the judges read: every classified reply, at its longest, and the gold items. */
  private static void judgements(Plan plan, Sums sums, List<ModelName> judges, PriceTable prices) {
    for (ClassifierSpec spec : plan.suite().classifiers().values()) {
      if (!(spec instanceof ClassifierSpec.Judge judge)) {
        continue;
      }
      long rubric = Tokens.estimate(JudgePrompt.system(judge.rubric())) + FRAME;
      for (ModelName name : judges) {
        for (GoldItem item : judge.gold()) {
          sums.call(name, rubric + Tokens.estimate(item.response()), VERDICT, prices);
        }
        for (int i = 0; i < plan.size(); i++) {
          Arm arm = plan.trial(i).arm();
          int turns = arm.everyTurn() ? plan.trial(i).conversation().asks() : 1;
          for (int turn = 0; turn < turns; turn++) {
            sums.call(name, rubric + arm.parameters().maxTokens(), VERDICT, prices);
          }
        }
      }
    }
  }
}
