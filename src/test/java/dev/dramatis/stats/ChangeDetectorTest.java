package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nights whose truth is known: how often there is a false alarm, and how soon a true one. */
class ChangeDetectorTest {
  private static final int REPEATS = 3;

  /** Units with rates of their own around a base, each night a mean of some yes or no answers. */
  private static final class Nights {
    private final SplittableRandom random;
    private final double[] rates;

    Nights(long seed, int units, double base) {
      random = new SplittableRandom(seed);
      rates = new double[units];
      for (int i = 0; i < units; i++) {
        // Unlike rates with the base as their mean: half of the units at 0.4, half at 1.6 of it.
        rates[i] = Math.min(1, base * (i % 2 == 0 ? 0.4 : 1.6));
      }
    }

    List<OptionalDouble> next(double shift) {
      List<OptionalDouble> night = new ArrayList<>();
      for (double rate : rates) {
        int hits = 0;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
          hits += random.nextDouble() < rate + shift ? 1 : 0;
        }
        night.add(OptionalDouble.of((double) hits / REPEATS));
      }
      return night;
    }
  }

  private static int falseAlarms(long seed, int units, double base, int nights, double rate) {
    Nights source = new Nights(seed, units, base);
    ChangeDetector detector = new ChangeDetector(rate, seed);
    int alarms = 0;
    for (int night = 0; night < nights; night++) {
      alarms += detector.add(source.next(0)).changedSince().isPresent() ? 1 : 0;
    }
    return alarms;
  }

  /** Nights from the change to the alarm, the night of the change counted; −1 without an alarm. */
  private static int delay(long seed, int units, double base, double step, double slope) {
    Nights source = new Nights(seed, units, base);
    ChangeDetector detector = new ChangeDetector(1000, seed);
    for (int night = 0; night < 30; night++) {
      detector.add(source.next(0));
    }
    for (int night = 1; night <= 120; night++) {
      if (detector.add(source.next(step + slope * night)).changedSince().isPresent()) {
        return night;
      }
    }
    return -1;
  }

  private static int median(int units, double base, double step, double slope, int runs) {
    int[] delays = new int[runs];
    for (int run = 0; run < runs; run++) {
      int delay = delay(1000 + run, units, base, step, slope);
      delays[run] = delay < 0 ? Integer.MAX_VALUE : delay;
    }
    Arrays.sort(delays);
    return delays[runs / 2];
  }

  @Test
  void pValuesAreUniformAndNightsIndependentWhileNothingChanges() {
    List<Double> all = new ArrayList<>();
    double lag = 0;
    for (int run = 0; run < 40; run++) {
      Nights source = new Nights(run, 40, 0.3);
      ChangeDetector detector = new ChangeDetector(1e9, run);
      double last = 0.5;
      for (int night = 0; night < 26; night++) {
        double p = detector.add(source.next(0)).p();
        if (night > 0) {
          all.add(p);
          lag += (p - 0.5) * (last - 0.5);
          last = p;
        }
      }
    }
    all.sort(Double::compare);
    double furthest = 0;
    for (int i = 0; i < all.size(); i++) {
      furthest = Math.max(furthest, Math.abs(all.get(i) - (i + 0.5) / all.size()));
    }

    // Kolmogorov's bound at 1 % for 1,000 values is 1.63 / √1000 = 0.052; the lagged covariance of
    // independent uniforms has standard deviation (1/12) / √1000 = 0.0026.
    assertThat(furthest).isLessThan(0.052);
    assertThat(lag / all.size()).isCloseTo(0, within(0.0079));
  }

  @Test
  void aStepIsFoundWithinDaysAndDatedToItsNight() {
    Nights source = new Nights(7, 120, 0.3);
    ChangeDetector detector = new ChangeDetector(1000, 7);
    for (int night = 0; night < 30; night++) {
      assertThat(detector.add(source.next(0)).changedSince()).isEmpty();
    }
    int night = 0;
    ChangeDetector.Look look;
    do {
      look = detector.add(source.next(0.2));
      night++;
    } while (look.changedSince().isEmpty() && night < 20);

    assertThat(night).isLessThanOrEqualTo(4);
    assertThat(look.changedSince().orElseThrow()).isEqualTo(night - 1);
  }

  @Test
  void afterAnAlarmItWatchesFromTheNewState() {
    Nights source = new Nights(9, 120, 0.3);
    ChangeDetector detector = new ChangeDetector(1000, 9);
    int alarms = 0;
    for (int night = 0; night < 120; night++) {
      alarms += detector.add(source.next(night < 30 ? 0 : 0.2)).changedSince().isPresent() ? 1 : 0;
    }
    assertThat(alarms).isEqualTo(1);
  }

  @Test
  void unitsWithoutAValueAreLeftAside() {
    ChangeDetector detector = new ChangeDetector(100, 1);
    List<OptionalDouble> half = List.of(OptionalDouble.of(0.5), OptionalDouble.empty());
    detector.add(half);
    ChangeDetector.Look look = detector.add(List.of(OptionalDouble.empty(), OptionalDouble.of(1)));

    assertThat(look.p()).isBetween(0.0, 1.0);
    assertThat(look.changedSince()).isEmpty();
    assertThatThrownBy(() -> detector.add(List.of(OptionalDouble.of(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 units where there were 2");
  }

  @Test
  void falseAlarmsAreRarerThanStated() {
    int alarms = 0;
    for (int run = 0; run < 10; run++) {
      alarms += falseAlarms(run, 40, 0.3, 200, 50);
    }
    // 2,000 nights at one in 50 or fewer would be at most 40; four standard deviations above: 65.
    assertThat(alarms).isBetween(1, 65);
  }

  /** The table of docs/statistics.md, "Over nights". */
  @Test
  @Tag("slow")
  void falseAlarmsAndDelaysAreThoseOfTheTable() {
    StringBuilder table = new StringBuilder();
    for (int units : new int[] {40, 120}) {
      for (double base : new double[] {0.02, 0.3}) {
        int alarms = 0;
        for (int run = 0; run < 20; run++) {
          alarms += falseAlarms(run, units, base, 1000, 200);
        }
        // 20,000 nights at one in 200: at most 100.
        assertThat(alarms).as("%d units, base %s", units, base).isLessThanOrEqualTo(100 + 40);
        table
            .append(
                "\n%d units, base %.2f: %d false alarms in 20,000 nights at 1 in 200;"
                    .formatted(units, base, alarms))
            .append(" median nights to a step of 0.05, 0.10, 0.20, and a slope of 0.01: ");
        for (double step : new double[] {0.05, 0.10, 0.20}) {
          table.append(median(units, base, step, 0, 40)).append(", ");
        }
        table.append(median(units, base, 0, 0.01, 40));
      }
    }
    System.getLogger("drift").log(System.Logger.Level.INFO, table);
    assertThat(median(120, 0.3, 0.20, 0, 40)).isLessThanOrEqualTo(4);
    assertThat(median(120, 0.3, 0.10, 0, 40)).isLessThanOrEqualTo(12);
  }
}
