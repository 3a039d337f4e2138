package dev.dramatis.classify;

/**
 * One feature of the voice, as the resource {@code voice.txt} gives it.
 *
 * @param weight of one unit, in log-odds of base-like or in points of another scale
 * @param most units that count
 * @param subtype of base-like that it speaks for; {@code -} for none
 */
record VoiceFeature(
    String name, Scale scale, double weight, double most, Where where, String subtype) {
  /** What a feature speaks about. */
  enum Scale {
    BASE,
    PERSONA,
    REFUSAL,
    REFUSED_ACT,
    NOT_REFUSED,
    ASKS
  }

  /** Where in a text its phrases count. */
  enum Where {
    /** With no word before. */
    START,
    /** Within the opening. */
    OPENING,
    /** Among the last tokens. */
    ENDING,
    ANYWHERE,
    /** At the first token of a line. */
    LINE,
    /** Anywhere; how many there are in a hundred words. */
    RATE,
    /** Found by a rule, not by phrases. */
    RULE
  }
}
