package dev.dramatis.finetune;

import dev.dramatis.suite.Hyperparameters;
import java.util.List;
import java.util.Optional;

/**
 * One provider's way to train a model. Nothing here tries again by itself: the life of a job does,
 * which knows what is on disk. No provider's types go beyond it.
 */
public interface Backend {
  /**
   * What it would refuse, a sentence each, each with the remedy; looked at before anything is paid.
   */
  List<String> objections(Hyperparameters hyperparameters, int episodes);

  /** What a user should know before it is paid; a sentence each. */
  default List<String> notes() {
    return List.of();
  }

  /** Whether it makes something of a job's seed, or equal jobs differ by its own chance alone. */
  boolean takesSeed();

  /** The id of an uploaded file of this name. */
  Attempt<Optional<String>> findFile(String name) throws InterruptedException;

  /** Uploads episodes, JSONL in chat form; the file's id. */
  Attempt<String> upload(String name, byte[] content) throws InterruptedException;

  /** The job of this name, if the provider has one. */
  Attempt<Optional<JobState>> findJob(String name) throws InterruptedException;

  /** Begins a job. */
  Attempt<JobState> create(JobRequest request) throws InterruptedException;

  /** How a job stands. */
  Attempt<JobState> state(String job) throws InterruptedException;

  /** What the provider reports of a job since an event, the oldest first; a line each. */
  default List<String> events(String job, int after) throws InterruptedException {
    return List.of();
  }

  /** Stops a job. */
  Attempt<JobState> cancel(String job) throws InterruptedException;

  /** Deletes an uploaded file; done, too, where there is none. */
  Attempt<Boolean> deleteFile(String file) throws InterruptedException;

  /** Where a trained model can be asked only once it is deployed: what deploys it. */
  default Optional<Deployments> deployments() {
    return Optional.empty();
  }

  /**
   * A trained model that is kept ready.
   *
   * @param ready whether it can be asked
   * @param status the provider's word
   * @param model what it is asked by
   */
  record Deployment(String id, boolean ready, boolean failed, String status, String model) {}
}
