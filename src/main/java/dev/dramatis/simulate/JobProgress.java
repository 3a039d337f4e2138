package dev.dramatis.simulate;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How far jobs of the local server have come: a job takes a stated time, of which a tenth goes to
 * validation and a tenth to waiting. Safe for use by many threads at once.
 */
final class JobProgress {
  private final TrainingStore store;
  private final Duration takes;
  private final Clock clock;

  /**
   * @param takes how long a job takes
   */
  JobProgress(TrainingStore store, Duration takes, Clock clock) {
    this.store = store;
    this.takes = takes;
    this.clock = clock;
  }

  Duration takes() {
    return takes;
  }

  /** What is wrong with the episodes of a job. */
  Optional<String> fault(TrainingJob job) {
    try {
      var unused = UploadedEpisodes.read(store.content(job));
      return Optional.empty();
    } catch (UploadedEpisodes.Unfit e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** In OpenAI's words. */
  String status(TrainingJob job) {
    if (job.cancelled().isPresent()) {
      return "cancelled";
    }
    Duration gone = Duration.between(job.created(), clock.instant());
    if (gone.compareTo(takes.dividedBy(10)) < 0) {
      return "validating_files";
    }
    if (fault(job).isPresent()) {
      return "failed";
    }
    if (gone.compareTo(takes.dividedBy(5)) < 0) {
      return "queued";
    }
    return gone.compareTo(takes) < 0 ? "running" : "succeeded";
  }

  boolean isOver(TrainingJob job) {
    String status = status(job);
    return status.equals("succeeded") || status.equals("failed") || status.equals("cancelled");
  }
}
