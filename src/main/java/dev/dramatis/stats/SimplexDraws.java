package dev.dramatis.stats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Seeded draws from the uniform distribution on the simplex of n + 1 weights, kept as tail sums: of
 * draw b, tail k (1 to n) is the sum of the weights from the (k + 1)th on.
 *
 * <p>For sorted values, the weighted sum is the first value plus, over k, the gap between value k
 * and value k + 1 times tail k, so that ties cost nothing.
 *
 * <p>Safe for use by several threads: draws never change, and the cache is guarded by its lock.
 */
final class SimplexDraws {
  static final int COUNT = 10_000;

  private static final long SEED = 20190614L;

  /** Numbers that the cache may hold: 160 MB, for the some twenty sizes of the shipped suites. */
  private static final int CACHE_CAPACITY = 20_000_000;

  /** Larger sizes are drawn afresh, row by row. */
  private static final int LARGEST_KEPT = 800;

  private static final Cache CACHE = new Cache();

  private SimplexDraws() {}

  /**
   * Of every draw, the sum over k of {@code gaps[k - 1]} times tail k.
   *
   * @param gaps n numbers, in the order of the sorted values
   */
  static double[] weigh(double[] gaps) {
    return gaps.length > LARGEST_KEPT ? weighRows(gaps) : weighColumns(gaps);
  }

  private static double[] weighColumns(double[] gaps) {
    double[][] tails = CACHE.get(gaps.length);
    double[] sums = new double[COUNT];
    for (int k = 0; k < gaps.length; k++) {
      double gap = gaps[k];
      if (gap != 0) {
        double[] tail = tails[k];
        for (int b = 0; b < COUNT; b++) {
          sums[b] += gap * tail[b];
        }
      }
    }
    return sums;
  }

  private static double[] weighRows(double[] gaps) {
    int n = gaps.length;
    SplittableRandom random = new SplittableRandom(SEED + n);
    double[] row = new double[n];
    double[] sums = new double[COUNT];
    for (int b = 0; b < COUNT; b++) {
      draw(random, b, row);
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += gaps[k] * row[k];
      }
      sums[b] = sum;
    }
    return sums;
  }

  private static double[][] columns(int n) {
    SplittableRandom random = new SplittableRandom(SEED + n);
    double[] row = new double[n];
    double[][] tails = new double[n][COUNT];
    for (int b = 0; b < COUNT; b++) {
      draw(random, b, row);
      for (int k = 0; k < n; k++) {
        tails[k][b] = row[k];
      }
    }
    return tails;
  }

  /**
   * Fills the row with the n tails of draw b. The last weight, which is Beta(1, n), is drawn from
   * the bth of {@link #COUNT} equally likely slices: it is the weight on the bound of the measure,
   * which decides most where nearly all contrasts are equal. The others are exponentials, scaled to
   * the rest.
   */
  private static void draw(SplittableRandom random, int b, double[] row) {
    int n = row.length;
    double slice = (b + random.nextDouble()) / COUNT;
    double last = -Math.expm1(Math.log1p(-slice) / n);
    double total = 0;
    for (int k = 0; k < n; k++) {
      row[k] = -Math.log1p(-random.nextDouble());
      total += row[k];
    }
    double scale = (1 - last) / total;
    double tail = last;
    for (int k = n - 1; k >= 0; k--) {
      double weight = row[k] * scale;
      row[k] = tail;
      tail += weight;
    }
  }

  /** The draws of the sizes used last. */
  private static final class Cache {
    private final Map<Integer, double[][]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int held;

    synchronized double[][] get(int n) {
      double[][] found = kept.get(n);
      if (found != null) {
        return found;
      }
      var eldest = kept.entrySet().iterator();
      while (held + n * COUNT > CACHE_CAPACITY && eldest.hasNext()) {
        held -= eldest.next().getKey() * COUNT;
        eldest.remove();
      }
      double[][] drawn = columns(n);
      kept.put(n, drawn);
      held += n * COUNT;
      return drawn;
    }
  }
}
