package dev.dramatis.run;

import dev.dramatis.model.FailedCall;
import dev.dramatis.model.Response;
import java.time.Instant;
import java.util.Optional;

/**
 * What one judge answered about one reply, as the journal keeps it. Either a response or a failure.
 *
 * @param subject the trial, or the gold item
 * @param turn of the trial's classified turns, from 0
 * @param judge the model's label
 * @param hash of the rubric and the wording that it was asked by
 */
record JudgementRow(
    String subject,
    String classifier,
    int turn,
    String judge,
    String hash,
    Instant at,
    Optional<Response> response,
    Optional<FailedCall> failure) {
  /** What a judge is asked once: everything but its answer. */
  record Key(String subject, String classifier, int turn, String judge, String hash) {}

  Key key() {
    return new Key(subject, classifier, turn, judge, hash);
  }
}
