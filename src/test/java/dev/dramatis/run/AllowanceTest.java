package dev.dramatis.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private final StopSignal stop = new StopSignal();
  private final AtomicLong nanos = new AtomicLong();

  private Allowance allowance(Limits limits, double spent) {
    return new Allowance(limits, spent, stop, nanos::get);
  }

  private static Limits budget(double usd) {
    return new Limits(
        OptionalDouble.of(usd), OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
  }

  private static OptionalDouble usd(double amount) {
    return OptionalDouble.of(amount);
  }

  @Test
  void whatIsInFlightCountsAtItsMostUntilItsCostIsKnown() {
    Allowance allowance = allowance(budget(1.00), 0.25);

    assertThat(allowance.begin(1, usd(0.50))).isTrue();
    assertThat(stop.reason()).isEmpty();
    allowance.end(usd(0.50), usd(0.10), false);
    assertThat(allowance.begin(1, usd(0.50))).as("0.35 spent and 0.50 at most").isTrue();
    assertThat(allowance.begin(1, usd(0.20))).as("0.85 taken").isFalse();
    assertThat(stop.reason()).contains(StopSignal.Reason.BUDGET);
  }

  @Test
  void aFailedCallCountsAtItsMost() {
    Allowance allowance = allowance(budget(1.00), 0);

    assertThat(allowance.begin(1, usd(0.60))).isTrue();
    allowance.end(usd(0.60), usd(0), true);
    assertThat(allowance.begin(1, usd(0.60))).isFalse();
  }

  @Test
  void aCallOfUnknownPriceDoesNotBeginUnderABudget() {
    assertThat(allowance(budget(1.00), 0).begin(1, OptionalDouble.empty())).isFalse();
    assertThat(stop.reason()).contains(StopSignal.Reason.BUDGET);
  }

  @Test
  void callsAreCountedBeforeTheyAreMade() {
    Allowance allowance =
        allowance(
            new Limits(
                OptionalDouble.empty(), OptionalLong.of(5), Optional.empty(), OptionalLong.empty()),
            0);

    assertThat(allowance.begin(3, OptionalDouble.empty())).isTrue();
    assertThat(allowance.begin(2, OptionalDouble.empty())).isTrue();
    assertThat(allowance.begin(1, OptionalDouble.empty())).isFalse();
    assertThat(stop.reason()).contains(StopSignal.Reason.CALL_CAP);
  }

  @Test
  void timeAndFailuresAreCapped() {
    Allowance timed =
        allowance(
            new Limits(
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.of(Duration.ofSeconds(2)),
                OptionalLong.empty()),
            0);
    timed.tick();
    assertThat(stop.reason()).isEmpty();
    nanos.set(2_000_000_001L);
    timed.tick();
    assertThat(stop.reason()).contains(StopSignal.Reason.TIME_CAP);

    StopSignal other = new StopSignal();
    Allowance failing =
        new Allowance(
            new Limits(
                OptionalDouble.empty(), OptionalLong.empty(), Optional.empty(), OptionalLong.of(1)),
            0,
            other,
            nanos::get);
    failing.end(OptionalDouble.empty(), OptionalDouble.empty(), true);
    assertThat(other.reason()).isEmpty();
    failing.end(OptionalDouble.empty(), OptionalDouble.empty(), true);
    assertThat(other.reason()).contains(StopSignal.Reason.TOO_MANY_FAILURES);
  }
}
