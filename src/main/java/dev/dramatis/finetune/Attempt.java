package dev.dramatis.finetune;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of one attempt to change something at a provider. Whether a job was made is money, so
 * what is not known is told from what is.
 */
public sealed interface Attempt<T> {
  /** It was done. */
  record Done<T>(T value) implements Attempt<T> {}

  /** The provider will not do it, whenever it is asked; in its words. */
  record Refused<T>(String reason) implements Attempt<T> {}

  /** It was not done, and may be later. */
  record Later<T>(Optional<Duration> after, String reason) implements Attempt<T> {}

  /** Nobody answered whether it was done: the provider's own lists have to say. */
  record Unknown<T>(String reason) implements Attempt<T> {}

  /** What follows from its value, if it was done. */
  default <U> Attempt<U> then(Function<T, Attempt<U>> next) {
    return this instanceof Done<T> done ? next.apply(done.value()) : withoutValue();
  }

  /** The same outcome without a value, for another kind of attempt. */
  default <U> Attempt<U> withoutValue() {
    if (this instanceof Refused<T> refused) {
      return new Refused<>(refused.reason());
    }
    if (this instanceof Later<T> later) {
      return new Later<>(later.after(), later.reason());
    }
    if (this instanceof Unknown<T> unknown) {
      return new Unknown<>(unknown.reason());
    }
    throw new IllegalStateException("an attempt that was done has a value");
  }
}
