package dev.dramatis.stats;

import java.util.List;

/** Makes one sample of several whose means are added. */
public final class Folding {
  private Folding() {}

  /**
   * Makes one observation of the k-th of each part. A larger part is dealt out in turn and
   * averaged, which leaves every observation's expectation the sum of the parts' means.
   *
   * @return as many as the smallest part has
   */
  public static double[] fold(List<double[]> parts) {
    int size = parts.stream().mapToInt(part -> part.length).min().orElse(0);
    double[] folded = new double[size];
    if (size == 0) {
      return folded;
    }
    for (double[] part : parts) {
      double[] sums = new double[size];
      int[] counts = new int[size];
      for (int i = 0; i < part.length; i++) {
        sums[i % size] += part[i];
        counts[i % size]++;
      }
      for (int i = 0; i < size; i++) {
        folded[i] += sums[i] / counts[i];
      }
    }
    return folded;
  }
}
