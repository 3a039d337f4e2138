package dev.dramatis.http;

/** A monotonic source of elapsed time, unrelated to any date. */
@FunctionalInterface
public interface Ticker {
  /** Nanoseconds since an arbitrary origin; only differences mean anything. */
  long nanos();

  /** The clock of the Java virtual machine that never runs backwards. */
  static Ticker system() {
    return System::nanoTime;
  }
}
