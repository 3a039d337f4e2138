package dev.dramatis.finetune;

import dev.dramatis.suite.Hyperparameters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider in memory that counts what it does, and of which a test may say that its next answers
 * are lost on their way, refused or put off.
 */
final class ForgetfulProvider implements Backend {
  /** What becomes of a call. */
  enum Fate {
    DONE,
    /** Done, but nobody hears of it. */
    DONE_UNHEARD,
    /** Not done, and nobody hears of it. */
    UNDONE_UNHEARD,
    LATER,
    REFUSED
  }

  final Map<String, String> files = new LinkedHashMap<>();
  final Map<String, JobState> jobs = new LinkedHashMap<>();
  final Map<String, String> names = new LinkedHashMap<>();
  final Map<String, Deployment> deployments = new LinkedHashMap<>();
  final Deque<Fate> uploads = new ArrayDeque<>();
  final Deque<Fate> creations = new ArrayDeque<>();
  final Deque<Fate> looks = new ArrayDeque<>();
  final Deque<Fate> lists = new ArrayDeque<>();
  final Deque<JobState> states = new ArrayDeque<>();
  final List<JobRequest> requests = new ArrayList<>();
  int uploaded;
  int created;
  int deployed;
  boolean deploys;

  @Override
  public List<String> objections(Hyperparameters hyperparameters, int episodes) {
    return List.of();
  }

  @Override
  public boolean takesSeed() {
    return true;
  }

  private static <T> Optional<Attempt<T>> unheard(Fate fate) {
    return switch (fate) {
      case DONE -> Optional.empty();
      case DONE_UNHEARD, UNDONE_UNHEARD -> Optional.of(new Attempt.Unknown<>("cut off"));
      case LATER -> Optional.of(new Attempt.Later<>(Optional.empty(), "busy"));
      case REFUSED -> Optional.of(new Attempt.Refused<>("flagged: violence"));
    };
  }

  private static Fate next(Deque<Fate> fates) {
    return fates.isEmpty() ? Fate.DONE : fates.removeFirst();
  }

  @Override
  public Attempt<Optional<String>> findFile(String name) {
    return ForgetfulProvider.<Optional<String>>unheard(next(lists))
        .orElseGet(() -> new Attempt.Done<>(Optional.ofNullable(files.get(name))));
  }

  @Override
  public Attempt<String> upload(String name, byte[] content) {
    Fate fate = next(uploads);
    if (fate == Fate.DONE || fate == Fate.DONE_UNHEARD) {
      uploaded++;
      files.put(name, "file-" + uploaded);
    }
    return ForgetfulProvider.<String>unheard(fate)
        .orElseGet(() -> new Attempt.Done<>("file-" + uploaded));
  }

  @Override
  public Attempt<Optional<JobState>> findJob(String name) {
    return ForgetfulProvider.<Optional<JobState>>unheard(next(lists))
        .orElseGet(() -> new Attempt.Done<>(Optional.ofNullable(names.get(name)).map(jobs::get)));
  }

  @Override
  public Attempt<JobState> create(JobRequest request) {
    Fate fate = next(creations);
    requests.add(request);
    JobState made = JobState.underWay("job-" + (created + 1), "queued");
    if (fate == Fate.DONE || fate == Fate.DONE_UNHEARD) {
      created++;
      jobs.put(made.id(), made);
      names.put(request.name(), made.id());
    }
    return ForgetfulProvider.<JobState>unheard(fate).orElseGet(() -> new Attempt.Done<>(made));
  }

  @Override
  public Attempt<JobState> state(String job) {
    Optional<Attempt<JobState>> lost = unheard(next(looks));
    if (lost.isPresent()) {
      return lost.get();
    }
    JobState state =
        states.isEmpty()
            ? new JobState(
                job,
                JobState.Phase.SUCCEEDED,
                "succeeded",
                "",
                Optional.of("model of " + job),
                List.of())
            : states.removeFirst();
    return new Attempt.Done<>(
        new JobState(
            job,
            state.phase(),
            state.status(),
            state.message(),
            state.model(),
            state.checkpoints()));
  }

  @Override
  public Attempt<JobState> cancel(String job) {
    return new Attempt.Done<>(
        new JobState(job, JobState.Phase.CANCELLED, "cancelled", "", Optional.empty(), List.of()));
  }

  @Override
  public Attempt<Boolean> deleteFile(String file) {
    return new Attempt.Done<>(files.values().remove(file));
  }

  @Override
  public Optional<Deployments> deployments() {
    return deploys ? Optional.of(new Shelf()) : Optional.empty();
  }

  /** The models that are kept ready. */
  private final class Shelf implements Deployments {
    @Override
    public Attempt<Optional<Deployment>> find(String name) {
      return new Attempt.Done<>(Optional.ofNullable(deployments.get(name)));
    }

    @Override
    public Attempt<Deployment> deploy(String name, String model) {
      Fate fate = next(creations);
      Deployment made =
          new Deployment("deployment of " + model, true, false, "ready", "at " + name);
      if (fate == Fate.DONE || fate == Fate.DONE_UNHEARD) {
        deployed++;
        deployments.put(name, made);
      }
      return ForgetfulProvider.<Deployment>unheard(fate).orElseGet(() -> new Attempt.Done<>(made));
    }

    @Override
    public Attempt<Deployment> deployment(String id) {
      return new Attempt.Done<>(
          deployments.values().stream()
              .filter(each -> each.id().equals(id))
              .findFirst()
              .orElse(new Deployment(id, false, true, "gone", "")));
    }

    @Override
    public Attempt<Boolean> undeploy(String id) {
      return new Attempt.Done<>(deployments.values().removeIf(each -> each.id().equals(id)));
    }
  }
}
