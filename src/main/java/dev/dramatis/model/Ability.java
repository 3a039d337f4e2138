package dev.dramatis.model;

import static java.util.Objects.requireNonNull;

/** Whether an endpoint has a way of asking. */
public sealed interface Ability {
  /**
   * It has it.
   *
   * @param how that is known, in a few words
   */
  record Able(String how) implements Ability {
    public Able {
      requireNonNull(how, "how");
    }
  }

  /** It has not; the reason is a sentence for a person. */
  record Unable(String reason) implements Ability {
    public Unable {
      requireNonNull(reason, "reason");
    }
  }

  /** Only asking can tell; the reason says why. */
  record Unknown(String reason) implements Ability {
    public Unknown {
      requireNonNull(reason, "reason");
    }
  }
}
