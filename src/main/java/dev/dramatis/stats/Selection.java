package dev.dramatis.stats;

/** Selection of an order statistic without a full sort (Hoare 1961, "Algorithm 65: find"). */
final class Selection {
  private Selection() {}

  /** The value that would stand at {@code index} if the array were sorted; reorders the array. */
  static double smallest(double[] values, int index) {
    int from = 0;
    int to = values.length - 1;
    while (from < to) {
      double pivot = values[(from + to) >>> 1];
      int i = from;
      int j = to;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double held = values[i];
          values[i++] = values[j];
          values[j--] = held;
        }
      }
      if (index <= j) {
        to = j;
      } else if (index >= i) {
        from = i;
      } else {
        break;
      }
    }
    return values[index];
  }
}
