package dev.dramatis.run;

import dev.dramatis.model.FailedCall;
import dev.dramatis.model.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A finished trial as the journal keeps it.
 *
 * @param turns the replies so far; complete unless a call failed
 * @param failure the call that failed, which ended the conversation
 */
record TrialRow(
    String trial,
    String suite,
    String arm,
    String probe,
    int repeat,
    int block,
    int seed,
    Instant at,
    List<Turn> turns,
    Optional<FailedCall> failure) {
  /**
   * One asked turn.
   *
   * @param shown how many messages stood before
   * @param user the last user message, or the raw text
   * @param prefill how the reply was begun in the model's place
   * @param response what was answered, without that
   */
  record Turn(int shown, String user, Optional<String> prefill, Response response) {}

  TrialRow {
    turns = List.copyOf(turns);
  }
}
