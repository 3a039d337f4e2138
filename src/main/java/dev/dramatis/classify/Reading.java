package dev.dramatis.classify;

/** What one key makes of a reply, with the part of the reply that decided. */
record Reading(Result result, String evidence) {
  /** How a reply stands to a key. */
  enum Result {
    RIGHT,
    WRONG,
    UNCLEAR;

    String label() {
      return switch (this) {
        case RIGHT -> "right";
        case WRONG -> "wrong";
        case UNCLEAR -> "unclear";
      };
    }
  }

  static Reading right(String evidence) {
    return new Reading(Result.RIGHT, evidence);
  }

  static Reading wrong(String evidence) {
    return new Reading(Result.WRONG, evidence);
  }

  static Reading unclear(String evidence) {
    return new Reading(Result.UNCLEAR, evidence);
  }

  boolean is(Result other) {
    return result == other;
  }
}
