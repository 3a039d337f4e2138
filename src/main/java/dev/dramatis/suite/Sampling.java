package dev.dramatis.suite;

/**
 * How often each probe is asked in each arm, and with which parameters.
 *
 * @param repeats conversations per arm and probe, fixed before the first call
 */
public record Sampling(int repeats, Parameters parameters) {
  public Sampling {
    if (repeats < 1) {
      throw new IllegalArgumentException("repeats must be at least 1, not " + repeats);
    }
  }
}
