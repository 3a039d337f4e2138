package dev.dramatis.model;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;

/** What is known of a model before the first call that costs. */
public sealed interface Preflight {
  /**
   * It can be asked.
   *
   * @param details in a few words, such as the name that the provider has for it
   * @param retires the day from which it can no longer be asked, if the provider says
   */
  record Ready(String details, Optional<LocalDate> retires) implements Preflight {
    public Ready {
      requireNonNull(details, "details");
      requireNonNull(retires, "retires");
    }
  }

  /** It may be possible to ask it: the provider does not say, or could not be reached just now. */
  record Unknown(String reason) implements Preflight {
    public Unknown {
      requireNonNull(reason, "reason");
    }
  }

  /** No call to it can succeed; the reason says what to do. */
  record Impossible(String reason) implements Preflight {
    public Impossible {
      requireNonNull(reason, "reason");
    }
  }
}
