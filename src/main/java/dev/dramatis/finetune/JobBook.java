package dev.dramatis.finetune;

import dev.dramatis.suite.Hyperparameters;
import java.util.List;
import java.util.Optional;

/** Finds the jobs of wanted models in a lock, and plans those that are not there. */
public final class JobBook {
  private final TrainingLock lock;

  public JobBook(TrainingLock lock) {
    this.lock = lock;
  }

  /** The job of a wanted model, if it was begun or planned. */
  public Optional<LockEntry> find(Wanted wanted) {
    return base(wanted).flatMap(base -> lock.job(key(wanted, base)));
  }

  /**
   * The model that a wanted one is trained from, as the provider names it; empty while the training
   * that it goes on from is not done.
   */
  Optional<String> base(Wanted wanted) {
    return wanted.parent().isEmpty()
        ? Optional.of(wanted.root().name())
        : find(wanted.parent().get())
            .filter(parent -> parent.stage() == LockEntry.Stage.READY)
            .flatMap(LockEntry::model);
  }

  /** The job of a wanted model, planned if need be; empty while its base is not there. */
  Optional<LockEntry> plan(Wanted wanted) {
    Optional<String> base = base(wanted);
    if (base.isEmpty()) {
      return Optional.empty();
    }
    String key = key(wanted, base.get());
    Optional<LockEntry> known = lock.job(key);
    if (known.isPresent()) {
      return known;
    }
    LockEntry planned =
        new LockEntry(
            key,
            wanted.suite(),
            wanted.training(),
            wanted.seed(),
            wanted.root().provider(),
            base.get(),
            TrainingLock.server(wanted.root()),
            wanted.episodes().sha256(),
            wanted.hyperparameters(),
            TrainingLock.name(key, 1),
            1,
            LockEntry.Stage.PLANNED,
            Optional.empty(),
            "",
            "",
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    lock.put(planned);
    return Optional.of(planned);
  }

  private static String key(Wanted wanted, String base) {
    Hyperparameters hyperparameters = wanted.hyperparameters();
    return TrainingLock.jobKey(
        wanted.root().provider(),
        TrainingLock.server(wanted.root()),
        base,
        wanted.episodes().sha256(),
        hyperparameters,
        wanted.seed());
  }
}
