package dev.dramatis.simulate;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A job of the local server. How far it has come follows from the time alone, so nothing has to
 * run.
 *
 * @param epochs as asked for; absent: as many as the server keeps checkpoints of
 * @param cancelled when, if it was
 */
record TrainingJob(
    String id,
    Instant created,
    String base,
    String file,
    Optional<String> suffix,
    long seed,
    OptionalInt epochs,
    Optional<Instant> cancelled,
    String metadata) {
  /** What it is called when it is done: OpenAI's form. */
  String model() {
    return "ft:" + base + ":dramatis:" + suffix.orElse("") + ":" + id.substring("ftjob-".length());
  }

  int checkpoints() {
    return epochs.orElse(Curriculum.CHECKPOINTS);
  }

  /** The model of a checkpoint, from 1; the last is the model itself. */
  String checkpoint(int number) {
    return number == checkpoints() ? model() : model() + ":ckpt-step-" + number;
  }

  TrainingJob cancelledAt(Instant when) {
    return new TrainingJob(
        id, created, base, file, suffix, seed, epochs, Optional.of(when), metadata);
  }
}
