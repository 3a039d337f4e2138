package dev.dramatis.finetune;

import java.util.List;
import java.util.Optional;

/**
 * Something about the trainings of a suite that its author should know before anything is paid.
 *
 * @param trainings those that it is about; of a row, those that draw it
 * @param place of the row that it is about, if it is about one
 * @param what is wrong
 * @param remedy what would be right
 */
public record Finding(
    Severity severity,
    Rule rule,
    List<String> trainings,
    Optional<Place> place,
    String what,
    String remedy) {
  /** How bad it is. */
  public enum Severity {
    /** Providers refuse it, or it leaves nothing to conclude from the experiment. */
    ERROR,
    /** It may be meant so. */
    WARNING
  }

  /** What was looked for. */
  public enum Rule {
    TOO_FEW,
    NOTHING_TRAINED,
    SYSTEM_NOT_FIRST,
    ROLE_ORDER,
    EMPTY_TEXT,
    CONTROL_CHARACTER,
    TOO_LONG,
    PROBE_ASKED,
    PROBE_NEAR,
    DUPLICATE,
    REFUSAL,
    ONE_DOMAIN,
    EPISODE_COUNT,
    HYPERPARAMETERS,
    QUESTIONS_DIFFER,
    REPLY_LENGTH,
    REPLY_FORM,
    FRAMING_LENGTH
  }

  /**
   * A line of a file.
   *
   * @param line from 1
   */
  public record Place(String file, int line) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  public Finding {
    trainings = List.copyOf(trainings);
  }
}
