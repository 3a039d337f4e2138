package dev.dramatis.finetune;

import dev.dramatis.finetune.LockEntry.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One job from its plan to its model, a step at a time. Before anything is asked of the provider
 * that may cost, the lock says that it is about to be; what may have been done while nobody was
 * told is looked up in the provider's lists, and never done again unless they lack it.
 */
final class JobLife {
  /** Looks without an answer in a row before somebody is told. */
  private static final int MOST_SILENCE = 30;

  private final Wanted wanted;
  private final Backend backend;
  private final TrainingLock lock;
  private final Patience patience;
  private final Clock clock;
  private final Trainer.Listener listener;
  private LockEntry entry;
  private Duration wait = Duration.ZERO;
  private int looks;
  private int silence;
  private int events;
  private boolean unsettledFile;
  private boolean unsettledJob;

  JobLife(
      Wanted wanted,
      LockEntry entry,
      Backend backend,
      TrainingLock lock,
      Patience patience,
      Clock clock,
      Trainer.Listener listener) {
    this.wanted = wanted;
    this.entry = entry;
    this.backend = backend;
    this.lock = lock;
    this.patience = patience;
    this.clock = clock;
    this.listener = listener;
    // The program ended in between: the provider may have done what was asked.
    this.unsettledJob = entry.stage() == Stage.CREATING;
    this.unsettledFile = lock.file(fileKey()).filter(file -> file.id().isEmpty()).isPresent();
  }

  LockEntry entry() {
    return entry;
  }

  boolean isOver() {
    return entry.isOver();
  }

  /** Whether it takes up one of the jobs that the provider runs at a time. */
  boolean isActive() {
    return entry.stage() == Stage.CREATING || entry.stage() == Stage.TRAINING;
  }

  /** Whether a step would begin something. */
  boolean isWaitingToBegin() {
    return entry.stage() == Stage.PLANNED;
  }

  /** Does what is next; how long to wait before the step after. */
  Duration step() throws InterruptedException {
    return switch (entry.stage()) {
      case PLANNED -> upload();
      case CREATING -> create();
      case TRAINING -> look();
      case DEPLOYING -> deploy();
      case READY, FAILED, CANCELLED -> Duration.ZERO;
    };
  }

  private String fileKey() {
    return TrainingLock.fileKey(entry.provider(), entry.server(), entry.data());
  }

  private Duration upload() throws InterruptedException {
    Optional<LockedFile> known = lock.file(fileKey());
    if (known.flatMap(LockedFile::id).isPresent() && !known.get().deleted()) {
      return begin();
    }
    String name = "dramatis-" + fileKey().substring(0, 16) + ".jsonl";
    if (unsettledFile) {
      Attempt<Optional<String>> found = backend.findFile(name);
      if (!(found instanceof Attempt.Done<Optional<String>> done)) {
        return trouble(found, "looking for the uploaded episodes");
      }
      if (done.value().isPresent()) {
        say("the episodes were uploaded before: " + done.value().get());
        lock.put(file(name, done.value()));
        unsettledFile = false;
        return begin();
      }
      if (++looks < Patience.SETTLING_LOOKS) {
        return patience.settle();
      }
    }
    looks = 0;
    lock.put(file(name, Optional.empty()));
    unsettledFile = true;
    Attempt<String> uploaded = backend.upload(name, wanted.episodes().bytes());
    if (uploaded instanceof Attempt.Done<String> done) {
      lock.put(file(name, Optional.of(done.value())));
      unsettledFile = false;
      say("uploaded " + wanted.episodes().episodes() + " episodes as " + done.value());
      return begin();
    }
    // Only what nobody answered is looked up; what was turned down was not taken.
    unsettledFile = uploaded instanceof Attempt.Unknown;
    return trouble(uploaded, "uploading the episodes");
  }

  private LockedFile file(String name, Optional<String> id) {
    return new LockedFile(
        fileKey(), entry.provider(), entry.server(), entry.data(), name, id, false);
  }

  private Duration begin() {
    wait = Duration.ZERO;
    looks = 0;
    entry = entry.begun(clock.instant()).at(Stage.CREATING);
    lock.put(entry);
    unsettledJob = false;
    return Duration.ZERO;
  }

  private Duration create() throws InterruptedException {
    if (unsettledJob) {
      Attempt<Optional<JobState>> found = backend.findJob(entry.name());
      if (!(found instanceof Attempt.Done<Optional<JobState>> done)) {
        return trouble(found, "looking for the job");
      }
      if (done.value().isPresent()) {
        say("the job was begun before: " + done.value().get().id());
        return training(done.value().get());
      }
      if (++looks < Patience.SETTLING_LOOKS) {
        return patience.settle();
      }
      looks = 0;
      unsettledJob = false;
    }
    String file =
        lock.file(fileKey())
            .flatMap(LockedFile::id)
            .orElseThrow(() -> new IllegalStateException("a job without its file"));
    // From here to the answer a job may be made that nobody hears of.
    unsettledJob = true;
    Attempt<JobState> created =
        backend.create(
            new JobRequest(
                entry.name(),
                entry.base(),
                file,
                entry.seed(),
                entry.hyperparameters(),
                Optional.of(wanted.label())));
    if (created instanceof Attempt.Done<JobState> done) {
      say("began " + done.value().id());
      return training(done.value());
    }
    unsettledJob = created instanceof Attempt.Unknown;
    return trouble(created, "beginning the job");
  }

  private Duration training(JobState state) {
    wait = Duration.ZERO;
    silence = 0;
    entry = entry.with(state).at(Stage.TRAINING);
    lock.put(entry);
    return patience.firstPoll();
  }

  private Duration look() throws InterruptedException {
    String job = entry.job().orElseThrow(() -> new IllegalStateException("a job without an id"));
    Attempt<JobState> seen = backend.state(job);
    if (!(seen instanceof Attempt.Done<JobState> done)) {
      return trouble(seen, "looking at " + job);
    }
    silence = 0;
    tellEvents(job);
    JobState state = done.value();
    boolean changed = !state.status().equals(entry.status());
    if (changed) {
      say(state.status() + (state.message().isBlank() ? "" : ": " + state.message()));
      wait = Duration.ZERO;
    }
    switch (state.phase()) {
      case UNDER_WAY -> {
        if (changed) {
          entry = entry.with(state);
          lock.put(entry);
        }
      }
      case SUCCEEDED -> succeed(state);
      case FAILED -> end(Stage.FAILED, state);
      case CANCELLED -> end(Stage.CANCELLED, state);
    }
    wait = patience.after(wait);
    return isOver() ? Duration.ZERO : wait;
  }

  private void tellEvents(String job) throws InterruptedException {
    List<String> more = backend.events(job, events);
    events += more.size();
    more.forEach(this::say);
  }

  private void succeed(JobState state) {
    entry = entry.with(state);
    if (entry.model().isEmpty()) {
      entry = entry.ended(Stage.FAILED, "the job ended well and names no model", clock.instant());
    } else if (backend.deployments().isPresent()) {
      entry = entry.at(Stage.DEPLOYING);
    } else {
      entry = entry.ended(Stage.READY, "", clock.instant());
      say("ready: " + entry.model().get());
    }
    lock.put(entry);
  }

  private void end(Stage how, JobState state) {
    entry = entry.with(state).ended(how, state.message(), clock.instant());
    lock.put(entry);
  }

  private Duration deploy() throws InterruptedException {
    Deployments deployments = backend.deployments().orElseThrow();
    if (entry.deployment().isEmpty()) {
      Attempt<Optional<Backend.Deployment>> found = deployments.find(entry.name());
      if (!(found instanceof Attempt.Done<Optional<Backend.Deployment>> done)) {
        return trouble(found, "looking for the deployment");
      }
      Attempt<Backend.Deployment> made =
          done.value().isPresent()
              ? new Attempt.Done<>(done.value().get())
              : deployments.deploy(entry.name(), entry.model().orElseThrow());
      if (!(made instanceof Attempt.Done<Backend.Deployment> there)) {
        return trouble(made, "deploying the model");
      }
      entry = entry.deployed(there.value());
      lock.put(entry);
      say("deploying as " + there.value().id() + "; it costs by time until train --gc");
      return patience.firstPoll();
    }
    Attempt<Backend.Deployment> seen = deployments.deployment(entry.deployment().get());
    if (!(seen instanceof Attempt.Done<Backend.Deployment> done)) {
      return trouble(seen, "looking at the deployment");
    }
    silence = 0;
    if (!done.value().status().equals(entry.status())) {
      entry = entry.deployed(done.value());
      lock.put(entry);
      say("deployment: " + done.value().status());
      wait = Duration.ZERO;
    }
    if (done.value().failed()) {
      entry = entry.ended(Stage.FAILED, "the deployment " + done.value().status(), clock.instant());
      lock.put(entry);
      return Duration.ZERO;
    }
    if (done.value().ready()) {
      entry = entry.deployed(done.value()).ended(Stage.READY, "", clock.instant());
      lock.put(entry);
      say("ready: " + entry.asked().or(() -> entry.model()).orElse(""));
      return Duration.ZERO;
    }
    wait = patience.after(wait);
    return wait;
  }

  /** What to do where the provider did not do what was asked. */
  private Duration trouble(Attempt<?> attempt, String doing) {
    if (attempt instanceof Attempt.Refused<?> refused) {
      entry = entry.ended(Stage.FAILED, doing + ": " + refused.reason(), clock.instant());
      lock.put(entry);
      say(doing + " was refused: " + refused.reason());
      return Duration.ZERO;
    }
    if (++silence > MOST_SILENCE) {
      throw new TrainingException(
          wanted.label()
              + ": "
              + doing
              + " got no answer "
              + MOST_SILENCE
              + " times in a row. What was begun goes on at the provider; run the same again later.");
    }
    wait = patience.after(wait);
    if (attempt instanceof Attempt.Later<?> later) {
      say(doing + " has to wait: " + later.reason());
      Duration asked = later.after().orElse(Duration.ZERO);
      return asked.compareTo(wait) > 0 ? asked : wait;
    }
    say(doing + " got no answer: " + ((Attempt.Unknown<?>) attempt).reason());
    return wait;
  }

  private void say(String text) {
    listener.said(wanted, text);
  }
}
