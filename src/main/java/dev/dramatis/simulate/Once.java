package dev.dramatis.simulate;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value made at first use and kept. Safe for use by many threads at once, of which two may make
 * it at the same time: what is made must be equal.
 */
final class Once<T> implements Supplier<T> {
  private final Supplier<T> make;
  private volatile @Nullable T value;

  Once(Supplier<T> make) {
    this.make = make;
  }

  @Override
  public T get() {
    T made = value;
    if (made == null) {
      made = make.get();
      value = made;
    }
    return made;
  }
}
