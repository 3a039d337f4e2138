package dev.dramatis.stats;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** A population of contrasts whose mean is exactly the margin of 0.05. */
enum BoundaryCase {
  /** A rate: few probes break, and those nearly always. */
  SPARSE_RATE(1, BoundaryCase::broken),
  /** The same as a difference against an arm that never breaks. */
  SPARSE_DIFFERENCE(1, BoundaryCase::broken),
  /** Most probes show a little, few show the opposite of it. */
  SPARSE_REVERSED(1, random -> random.nextDouble() < 0.05 ? -0.9 : 0.1),
  /** Five siblings that break together, three repeats of each in both arms. */
  FAMILIES_OF_FIVE(
      1,
      random -> {
        double treated = random.nextDouble() < BoundaryCase.MARGIN / 0.88 ? 0.90 : 0.02;
        return mean(random, 15, treated) - mean(random, 15, 0.02);
      }),
  /** The trend over doses 0, 1, 3, 8, whose bounds are ±1.2; breaks at the top dose alone. */
  TREND(
      1.2,
      random -> {
        double[] weights = {-0.9, -0.3, 0.3, 0.9};
        boolean breaks = random.nextDouble() < BoundaryCase.MARGIN / (0.9 * 0.88);
        double contrast = 0;
        for (int dose = 0; dose < 4; dose++) {
          contrast += weights[dose] * mean(random, 3, breaks && dose == 3 ? 0.90 : 0.02);
        }
        return contrast;
      }),
  /** The interaction of four arms, whose bounds are ±2. */
  INTERACTION(
      2,
      random -> {
        double treated = random.nextDouble() < BoundaryCase.MARGIN / 0.8 ? 0.90 : 0.10;
        return mean(random, 3, treated)
            - mean(random, 3, 0.10)
            - mean(random, 3, 0.30)
            + mean(random, 3, 0.30);
      }),
  /** Probes that are all alike, with noise between repeats. */
  NOISY(1, random -> mean(random, 3, 0.50) - mean(random, 3, 0.45)),
  /** Contrasts at either bound. */
  EXTREME(1, random -> random.nextDouble() < 0.525 ? 1 : -1);

  static final double MARGIN = 0.05;

  private final double hi;
  private final ToDoubleFunction<SplittableRandom> contrast;

  BoundaryCase(double hi, ToDoubleFunction<SplittableRandom> contrast) {
    this.hi = hi;
    this.contrast = contrast;
  }

  double lo() {
    return this == SPARSE_RATE ? 0 : -hi;
  }

  double hi() {
    return hi;
  }

  double[] sample(int units, SplittableRandom random) {
    double[] x = new double[units];
    for (int i = 0; i < units; i++) {
      x[i] = contrast.applyAsDouble(random);
    }
    return x;
  }

  /** The share of successes in independent trials. */
  static double mean(SplittableRandom random, int trials, double rate) {
    int successes = 0;
    for (int i = 0; i < trials; i++) {
      if (random.nextDouble() < rate) {
        successes++;
      }
    }
    return successes / (double) trials;
  }

  private static double broken(SplittableRandom random) {
    return random.nextDouble() < MARGIN / 0.9 ? 0.9 : 0;
  }
}
