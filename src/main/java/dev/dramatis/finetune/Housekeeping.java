package dev.dramatis.finetune;

import dev.dramatis.model.ModelName;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is done with jobs, files and deployments besides training: each wish of the user's own. */
public final class Housekeeping {
  private static final String NOT_DEPLOYED =
      "Nothing is deployed with the present settings; say --load-adapter if it was said before.";

  private final TrainingLock lock;
  private final Trainer.Backends backends;
  private final Clock clock;

  /** Removes one thing at a provider, and writes down that it is gone. */
  @FunctionalInterface
  public interface Removal {
    Attempt<Boolean> remove() throws InterruptedException;
  }

  /**
   * @param lock held by this process
   */
  public Housekeeping(TrainingLock lock, Trainer.Backends backends, Clock clock) {
    this.lock = lock;
    this.backends = backends;
    this.clock = clock;
  }

  /** Lets a job that ended without a model be begun anew, as another job. */
  public void forget(LockEntry entry) {
    lock.put(entry.again());
  }

  /** Stops a job; one that was never begun is only crossed out. */
  public Attempt<?> cancel(LockEntry entry, ModelName base) throws InterruptedException {
    Optional<String> job = entry.job();
    if (entry.stage() == LockEntry.Stage.CREATING) {
      Attempt<Optional<JobState>> found = backends.of(base).findJob(entry.name());
      if (!(found instanceof Attempt.Done<Optional<JobState>> done)) {
        return found;
      }
      job = done.value().map(JobState::id);
    }
    if (job.isPresent() && entry.stage() != LockEntry.Stage.DEPLOYING) {
      Attempt<JobState> cancelled = backends.of(base).cancel(job.get());
      if (!(cancelled instanceof Attempt.Done<JobState>)) {
        return cancelled;
      }
    }
    lock.put(entry.ended(LockEntry.Stage.CANCELLED, "cancelled by the user", clock.instant()));
    return new Attempt.Done<>(true);
  }

  /** What could be removed for a wanted model, in words. */
  public Map<String, Removal> removable(Wanted wanted, Optional<LockEntry> entry) {
    Map<String, Removal> all = new LinkedHashMap<>();
    Backend backend = backends.of(wanted.root());
    entry.ifPresent(
        job ->
            job.deployment()
                .ifPresent(
                    id ->
                        all.put(
                            "deployment " + id + " of " + wanted.label(),
                            () -> {
                              Attempt<Boolean> gone =
                                  backend.deployments().isPresent()
                                      ? backend.deployments().get().undeploy(id)
                                      : new Attempt.Refused<>(NOT_DEPLOYED);
                              if (gone instanceof Attempt.Done<Boolean>) {
                                lock.put(job.undeployed());
                              }
                              return gone;
                            })));
    boolean over = entry.map(LockEntry::isOver).orElse(false);
    String key =
        TrainingLock.fileKey(
            wanted.root().provider(),
            TrainingLock.server(wanted.root()),
            wanted.episodes().sha256());
    Optional<LockedFile> file = lock.file(key).filter(each -> !each.deleted());
    if (over && file.flatMap(LockedFile::id).isPresent() && !usedElsewhere(key)) {
      String id = file.get().id().get();
      all.put(
          "file " + id + " (" + file.get().name() + ")",
          () -> {
            Attempt<Boolean> gone = backend.deleteFile(id);
            if (gone instanceof Attempt.Done<Boolean>) {
              LockedFile known = file.get();
              lock.put(
                  new LockedFile(
                      known.key(),
                      known.provider(),
                      known.server(),
                      known.data(),
                      known.name(),
                      known.id(),
                      true));
            }
            return gone;
          });
    }
    return all;
  }

  /** Whether a job that is not over still needs a file. */
  private boolean usedElsewhere(String fileKey) {
    return lock.jobs().stream()
        .filter(job -> !job.isOver())
        .anyMatch(
            job -> TrainingLock.fileKey(job.provider(), job.server(), job.data()).equals(fileKey));
  }
}
