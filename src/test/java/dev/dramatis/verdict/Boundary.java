package dev.dramatis.verdict;

import static dev.dramatis.verdict.Claims.above;
import static dev.dramatis.verdict.Claims.contrast;
import static dev.dramatis.verdict.Claims.difference;
import static dev.dramatis.verdict.Claims.interaction;
import static dev.dramatis.verdict.Claims.rate;
import static dev.dramatis.verdict.Claims.within;

import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Suite;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Experiments whose true effect is exactly the margin of 0.05. Arms t and u are treated, c and d
 * are not.
 */
enum Boundary {
  /** All probes alike: noise between repeats only. */
  NOISY_RATE(above(0.05, rate("t"))) {
    @Override
    double[] rates(SplittableRandom random) {
      return arms(0.05, 0, 0, 0);
    }
  },
  /** Few probes break, and those nearly always. */
  SPARSE_RATE(above(0.05, rate("t"))) {
    @Override
    double[] rates(SplittableRandom random) {
      return arms(breaks(random, 0.05 / 0.9) ? 0.9 : 0, 0, 0, 0);
    }
  },
  SPARSE_DIFFERENCE(above(0.05, difference("t", "c"))) {
    @Override
    double[] rates(SplittableRandom random) {
      return arms(breaks(random, 0.05 / 0.88) ? 0.9 : 0.02, 0.02, 0, 0);
    }
  },
  /** Most probes show a little, few show the opposite of it. */
  REVERSED_IN_A_FEW(above(0.05, difference("t", "c"))) {
    @Override
    double[] rates(SplittableRandom random) {
      return breaks(random, 0.05) ? arms(0, 0.9, 0, 0) : arms(0.1, 0, 0, 0);
    }
  },
  NOISY_DIFFERENCE(above(0.05, difference("t", "c"))) {
    @Override
    double[] rates(SplittableRandom random) {
      double base = 0.2 + 0.5 * random.nextDouble();
      return arms(base + 0.05, base, 0, 0);
    }
  },
  /** Held against the edge of a band, which is an error on one side only. */
  BAND(within(0.05, difference("t", "c"))) {
    @Override
    double[] rates(SplittableRandom random) {
      return arms(breaks(random, 0.05 / 0.88) ? 0.9 : 0.02, 0.02, 0, 0);
    }
  },
  /** Bounds of ±2. */
  INTERACTION(above(0.05, interaction("t", "c", "u", "d"))) {
    @Override
    double[] rates(SplittableRandom random) {
      return arms(breaks(random, 0.05 / 0.8) ? 0.9 : 0.1, 0.1, 0.3, 0.3);
    }
  },
  /** Bounds of ±1.2: a trend over four doses, of which the highest alone breaks. */
  TREND(
      above(
          0.05, contrast(Contrast.Kind.TREND, List.of("d", "c", "u", "t"), -0.9, -0.3, 0.3, 0.9))) {
    @Override
    double[] rates(SplittableRandom random) {
      return arms(breaks(random, 0.05 / (0.9 * 0.88)) ? 0.9 : 0.02, 0.02, 0.02, 0.02);
    }
  },
  /** Siblings break together. */
  FAMILIES_OF_FIVE(above(0.05, difference("t", "c"))) {
    @Override
    SmallSuite probes(SmallSuite suite, int units) {
      for (int i = 0; i < units; i++) {
        suite.family("f" + i, 5);
      }
      return suite;
    }

    @Override
    int siblings() {
      return 5;
    }

    @Override
    double[] rates(SplittableRandom random) {
      return SPARSE_DIFFERENCE.rates(random);
    }
  },
  /** Fixed strata of which one has the whole effect. */
  ONE_KIND_OF_FOUR(above(0.05, difference("t", "c"))) {
    @Override
    SmallSuite probes(SmallSuite suite, int units) {
      for (String kind : List.of("letter", "list", "recipe", "table")) {
        suite.kind(kind, units / 4);
      }
      return suite;
    }

    @Override
    double[][] allRates(int units, SplittableRandom random) {
      double[][] rates = new double[units][];
      for (int i = 0; i < units; i++) {
        rates[i] = arms(i < units / 4 && breaks(random, 0.25) ? 0.82 : 0.02, 0.02, 0, 0);
      }
      return rates;
    }
  },
  /** A contrast of two groups of which one has three times as many probes. */
  GROUPS_OF_UNEQUAL_SIZE(above(0.05, difference("t/many", "t/few"))) {
    @Override
    SmallSuite probes(SmallSuite suite, int units) {
      return suite.group("many", 3 * units / 4).group("few", units / 4);
    }

    @Override
    double[][] allRates(int units, SplittableRandom random) {
      double[][] rates = new double[units][];
      for (int i = 0; i < units; i++) {
        double share = i < 3 * units / 4 ? 0.1 + 0.05 / 0.8 : 0.1;
        rates[i] = arms(breaks(random, share) ? 0.9 : 0.1, 0.1, 0, 0);
      }
      return rates;
    }
  };

  static final double MARGIN = 0.05;

  private static final String ARMS = "tcud";

  private final Claim claim;

  Boundary(Claim claim) {
    this.claim = claim;
  }

  /** The rates of hits in the arms t, c, u and d, of a probe made like the others. */
  double[] rates(SplittableRandom random) {
    throw new IllegalStateException("probes are not all made alike");
  }

  double[][] allRates(int units, SplittableRandom random) {
    double[][] rates = new double[units * siblings()][];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = i % siblings() == 0 ? rates(random) : rates[i - 1];
    }
    return rates;
  }

  SmallSuite probes(SmallSuite suite, int units) {
    return suite.probes(units);
  }

  int siblings() {
    return 1;
  }

  Suite suite(int units) {
    return probes(new SmallSuite().repeats(3).arms("t", "c", "u", "d"), units)
        .primary(claim)
        .build();
  }

  /** What the primary reads on probes with these rates. */
  static PredictionResult decide(Suite suite, double[][] rates, long seed) {
    Outcomes outcomes =
        Answers.drawn(seed, (arm, probe) -> rates[probe][ARMS.indexOf(arm.charAt(0))]);
    return SuiteEvaluation.of(suite, outcomes, Gating.ON).primary();
  }

  /**
   * Rates whose own contrast is the margin: drawn until it is not less, then those of arm t are
   * moved towards those of arm c, from which they differ by the whole contrast.
   */
  double[][] ratesAtTheMargin(Suite suite, int units, SplittableRandom random) {
    double[][] rates = allRates(units, random);
    while (effect(suite, rates) < MARGIN) {
      rates = allRates(units, random);
    }
    double share = MARGIN / effect(suite, rates);
    for (int i = 0; i < rates.length; i++) {
      double[] drawn = rates[i];
      rates[i] = drawn.clone();
      rates[i][0] = drawn[1] + share * (drawn[0] - drawn[1]);
    }
    return rates;
  }

  private double effect(Suite suite, double[][] rates) {
    double sum = 0;
    for (Map.Entry<Cell, Double> cell : claim.contrast().weights().entrySet()) {
      int arm = ARMS.indexOf(cell.getKey().arm());
      sum +=
          cell.getValue()
              * suite.probesOf(cell.getKey()).stream()
                  .mapToDouble(probe -> rates[Answers.index(probe.id())][arm])
                  .average()
                  .orElseThrow();
    }
    return sum;
  }

  static boolean breaks(SplittableRandom random, double share) {
    return random.nextDouble() < share;
  }

  static double[] arms(double t, double c, double u, double d) {
    return new double[] {t, c, u, d};
  }
}
