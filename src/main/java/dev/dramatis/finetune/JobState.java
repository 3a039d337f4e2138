package dev.dramatis.finetune;

import java.util.List;
import java.util.Optional;

/**
 * How a job stands.
 *
 * @param status the provider's word for it
 * @param message what the provider says beside it, as of a failure; may be empty
 * @param model what the trained model is called, once there is one
 * @param checkpoints what the provider kept on the way can be asked by, the first first
 */
public record JobState(
    String id,
    Phase phase,
    String status,
    String message,
    Optional<String> model,
    List<String> checkpoints) {
  /** Where in its life a job is. A word that is not known means that it is still under way. */
  public enum Phase {
    UNDER_WAY,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  public JobState {
    checkpoints = List.copyOf(checkpoints);
  }

  /** The same with what was kept on the way. */
  JobState keeping(List<String> kept) {
    return new JobState(id, phase, status, message, model, kept);
  }

  /** The same with what the provider says of it elsewhere. */
  JobState saying(String words) {
    return new JobState(id, phase, status, words, model, checkpoints);
  }

  /** A job that goes on. */
  public static JobState underWay(String id, String status) {
    return new JobState(id, Phase.UNDER_WAY, status, "", Optional.empty(), List.of());
  }
}
