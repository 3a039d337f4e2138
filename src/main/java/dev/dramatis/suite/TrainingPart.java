package dev.dramatis.suite;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Some of the episodes of a training, made from the rows of one file.
 *
 * @param file relative to the suite's folder
 * @param system template of a system prompt
 * @param user template of the user turn
 * @param assistant template of the reply
 * @param take how many rows
 * @param share of the training's size, in place of a number
 * @param shuffledReplies whether the replies change places among the rows
 */
public record TrainingPart(
    String file,
    Optional<String> system,
    String user,
    String assistant,
    OptionalInt take,
    OptionalDouble share,
    boolean shuffledReplies) {
  /** Whether it makes up what the other parts leave of the training's size. */
  boolean fillsUp() {
    return take.isEmpty() && share.isEmpty();
  }
}
