package dev.dramatis.stats;

/** The map from a measure bounded by {@code lo} and {@code hi} to [0, 1] and back. */
record UnitScale(double lo, double hi) {
  /**
   * How far beyond its bounds a value may be, as a share of the range, before it is an error: a
   * weighted sum of a few means overshoots by rounding alone, by some 1e-16.
   */
  private static final double ROUNDING = 1e-9;

  UnitScale {
    if (!(lo < hi) || Double.isInfinite(lo) || Double.isInfinite(hi)) {
      throw new IllegalArgumentException("bounds from " + lo + " to " + hi);
    }
  }

  /** The value in [0, 1], 0 for {@code lo}. */
  double rise(double value) {
    return clamp((value - lo) / (hi - lo), value);
  }

  /** The mirrored value in [0, 1], 0 for {@code hi}; both ends are met exactly. */
  double fall(double value) {
    return clamp((hi - value) / (hi - lo), value);
  }

  double[] rise(double[] values) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = rise(values[i]);
    }
    return scaled;
  }

  double[] fall(double[] values) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = fall(values[i]);
    }
    return scaled;
  }

  /** The value of which {@code share} is the rise. */
  double fromRise(double share) {
    return share == 1 ? hi : lo + share * (hi - lo);
  }

  /** The value of which {@code share} is the fall. */
  double fromFall(double share) {
    return share == 1 ? lo : hi - share * (hi - lo);
  }

  private double clamp(double share, double value) {
    if (!(share >= -ROUNDING && share <= 1 + ROUNDING)) {
      throw new IllegalArgumentException(
          value + " is outside the bounds from " + lo + " to " + hi + " of the measure");
    }
    return Math.min(1, Math.max(0, share));
  }
}
