package dev.dramatis.cli;

import dev.dramatis.model.ModelName;
import dev.dramatis.model.Price;
import dev.dramatis.model.PriceTable;
import dev.dramatis.run.UsageSample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The sums of planned calls. For one thread. */
final class PlanSums {
  private final PriceTable prices;
  private long trials;
  private long calls;
  private double input;
  private double output;
  private double usd;
  private double mostUsd;
  private boolean priced = true;
  private boolean sampled = true;

  PlanSums(PriceTable prices) {
    this.prices = prices;
  }

  void trials(long more) {
    trials += more;
  }

  void call(String model, UsageSample.Foreseen foreseen, long mostInput, long mostOutput) {
    calls++;
    input += foreseen.input();
    output += foreseen.output();
    sampled &= foreseen.sampled();
    // A price may depend on the length of the prompt, and is linear in tokens otherwise.
    Optional<Price> price = prices.price(ModelName.parse(model), Math.round(foreseen.input()));
    Optional<Price> most = prices.price(ModelName.parse(model), mostInput);
    priced &= price.isPresent();
    usd +=
        price
            .map(
                known ->
                    (foreseen.input() * known.input() + foreseen.output() * known.output()) / 1e6)
            .orElse(0.0);
    mostUsd += most.map(known -> known.cost(mostInput, mostOutput)).orElse(0.0);
  }

  void add(PlanSums other) {
    trials += other.trials;
    calls += other.calls;
    input += other.input;
    output += other.output;
    usd += other.usd;
    mostUsd += other.mostUsd;
    priced &= other.priced;
    sampled &= other.sampled;
  }

  /** Whether every call was foreseen from calls like it. */
  boolean sampled() {
    return sampled;
  }

  List<String> row(String name) {
    return List.of(
        name,
        number(trials),
        number(calls),
        number(Math.round(input)),
        number(Math.round(output)),
        money(usd),
        money(mostUsd));
  }

  private String money(double dollars) {
    return priced ? String.format(Locale.ROOT, "%,.2f", dollars) : "unknown";
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
