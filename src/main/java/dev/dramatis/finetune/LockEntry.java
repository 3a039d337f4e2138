package dev.dramatis.finetune;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.dramatis.suite.Hyperparameters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job as the lock file keeps it. Holds no secret.
 *
 * @param key SHA-256 over provider, server, base model, episodes, hyperparameters and seed, in hex:
 *     what makes it the same job
 * @param suite the suite that first asked for it
 * @param base the model that is trained, as the provider names it
 * @param server the address, where the provider's name does not settle it
 * @param data SHA-256 of the uploaded bytes, in hex
 * @param name by which the provider's lists are searched
 * @param attempt from 1; a job that ended without a model may be begun again under another name
 * @param stage how far it is
 * @param job the provider's id of it
 * @param status the provider's last word for it
 * @param message what it said beside it
 * @param model what was made, as the provider names it
 * @param checkpoints kept on the way, the first first
 * @param deployment the id of what we deployed
 * @param asked what the model is asked by, where that is not its name
 */
public record LockEntry(
    String key,
    String suite,
    String training,
    int seed,
    String provider,
    String base,
    String server,
    String data,
    Hyperparameters hyperparameters,
    String name,
    int attempt,
    Stage stage,
    Optional<String> job,
    String status,
    String message,
    Optional<String> model,
    List<String> checkpoints,
    Optional<String> deployment,
    Optional<String> asked,
    Optional<Instant> begun,
    Optional<Instant> ended) {
  /** How far a job is. What is about to be done is written before it is done. */
  public enum Stage {
    /** Nothing was asked of the provider yet. */
    PLANNED,
    /** The provider is being asked for a job, or was when the program ended. */
    CREATING,
    /** The job has an id. */
    TRAINING,
    /** The model is there, and is being deployed, or was when the program ended. */
    DEPLOYING,
    /** The model can be asked. */
    READY,
    /** It ended without a model. */
    FAILED,
    CANCELLED
  }

  public LockEntry {
    checkpoints = List.copyOf(checkpoints);
  }

  /** Whether nothing more will come of it by itself. */
  @JsonIgnore
  public boolean isOver() {
    return switch (stage) {
      case READY, FAILED, CANCELLED -> true;
      case PLANNED, CREATING, TRAINING, DEPLOYING -> false;
    };
  }

  LockEntry at(Stage next) {
    return new Change(this).stage(next).entry();
  }

  LockEntry begun(Instant when) {
    Change change = new Change(this);
    change.begun = Optional.of(when);
    return change.entry();
  }

  LockEntry ended(Stage how, String why, Instant when) {
    Change change = new Change(this).stage(how);
    change.message = why;
    change.ended = Optional.of(when);
    return change.entry();
  }

  /** With what the provider says of the job. */
  LockEntry with(JobState state) {
    Change change = new Change(this);
    change.job = Optional.of(state.id());
    change.status = state.status();
    change.message = state.message();
    change.model = state.model().or(() -> model);
    change.checkpoints = state.checkpoints().isEmpty() ? checkpoints : state.checkpoints();
    return change.entry();
  }

  LockEntry deployed(Backend.Deployment made) {
    Change change = new Change(this);
    change.status = made.status();
    change.deployment = Optional.of(made.id());
    change.asked = made.model().isBlank() ? asked : Optional.of(made.model());
    return change.entry();
  }

  /** Its model after the deployment was torn down; the next training deploys it anew. */
  LockEntry undeployed() {
    Change change = new Change(this).stage(Stage.DEPLOYING);
    change.status = "torn down";
    change.deployment = Optional.empty();
    change.asked = Optional.empty();
    return change.entry();
  }

  /** The same training to be begun anew, as another job. */
  LockEntry again() {
    Change change = new Change(this).stage(Stage.PLANNED);
    change.attempt = attempt + 1;
    change.name = TrainingLock.name(key, attempt + 1);
    change.job = Optional.empty();
    change.status = "";
    change.message = "";
    change.model = Optional.empty();
    change.checkpoints = List.of();
    change.deployment = Optional.empty();
    change.asked = Optional.empty();
    change.begun = Optional.empty();
    change.ended = Optional.empty();
    return change.entry();
  }

  /** What changes in the life of a job; everything else stays as it was planned. */
  private static final class Change {
    private final LockEntry from;
    private String name;
    private int attempt;
    private Stage stage;
    private Optional<String> job;
    private String status;
    private String message;
    private Optional<String> model;
    private List<String> checkpoints;
    private Optional<String> deployment;
    private Optional<String> asked;
    private Optional<Instant> begun;
    private Optional<Instant> ended;

    Change(LockEntry from) {
      this.from = from;
      name = from.name;
      attempt = from.attempt;
      stage = from.stage;
      job = from.job;
      status = from.status;
      message = from.message;
      model = from.model;
      checkpoints = from.checkpoints;
      deployment = from.deployment;
      asked = from.asked;
      begun = from.begun;
      ended = from.ended;
    }

    Change stage(Stage next) {
      stage = next;
      return this;
    }

    LockEntry entry() {
      return new LockEntry(
          from.key,
          from.suite,
          from.training,
          from.seed,
          from.provider,
          from.base,
          from.server,
          from.data,
          from.hyperparameters,
          name,
          attempt,
          stage,
          job,
          status,
          message,
          model,
          checkpoints,
          deployment,
          asked,
          begun,
          ended);
    }
  }
}
