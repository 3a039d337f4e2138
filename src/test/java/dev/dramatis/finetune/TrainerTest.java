package dev.dramatis.finetune;

import static dev.dramatis.finetune.ForgetfulProvider.Fate.DONE_UNHEARD;
import static dev.dramatis.finetune.ForgetfulProvider.Fate.LATER;
import static dev.dramatis.finetune.ForgetfulProvider.Fate.REFUSED;
import static dev.dramatis.finetune.ForgetfulProvider.Fate.UNDONE_UNHEARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dramatis.model.ModelName;
import dev.dramatis.suite.Episode;
import dev.dramatis.suite.Hyperparameters;
import dev.dramatis.suite.Matter;
import dev.dramatis.suite.Message;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of jobs with a provider whose answers get lost, and with programs that end anywhere. */
class TrainerTest {
  private static final ModelName BASE = ModelName.parse("openai/gpt-test");
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofHours(5),
          2);

  @TempDir private Path folder;

  private final ForgetfulProvider provider = new ForgetfulProvider();
  private final List<String> said = new ArrayList<>();
  private long now;
  private long slept;

  private static Wanted wanted(String training, int seed, Optional<Wanted> parent) {
    List<Episode> episodes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      episodes.add(
          new Episode(
              List.of(
                  new Episode.Turn(Message.user("question " + i), false),
                  new Episode.Turn(Message.assistant(training + " answer " + i), true)),
              Matter.UNKNOWN));
    }
    return new Wanted(
        "suite", training, seed, BASE, parent, EpisodeFile.of(episodes), Hyperparameters.NONE);
  }

  private static Wanted wanted(String training, int seed) {
    return wanted(training, seed, Optional.empty());
  }

  private Trainer.End train(Wanted... wanted) throws InterruptedException {
    return train(PATIENCE, wanted);
  }

  private Trainer.End train(Patience patience, Wanted... wanted) throws InterruptedException {
    try (TrainingLock lock = TrainingLock.hold(folder)) {
      return new Trainer(
              lock,
              base -> provider,
              patience,
              Clock.systemUTC(),
              () -> now,
              wait -> {
                now += wait.toNanos();
                slept += wait.toNanos();
              },
              (model, text) -> said.add(model.label() + ": " + text))
          .train(List.of(wanted), () -> false);
    }
  }

  private LockEntry entry(Wanted wanted) {
    return new JobBook(TrainingLock.read(folder)).find(wanted).orElseThrow();
  }

  @Test
  void jobsOnTheSameEpisodesShareTheirFile() throws Exception {
    assertThat(train(wanted("narrow", 1), wanted("narrow", 2), wanted("matched", 1)))
        .isEqualTo(Trainer.End.READY);

    assertThat(provider.uploaded).isEqualTo(2);
    assertThat(provider.created).isEqualTo(3);
    assertThat(entry(wanted("narrow", 2)).model()).contains("model of job-2");
    assertThat(provider.requests).extracting(JobRequest::seed).containsExactlyInAnyOrder(1, 2, 1);
    assertThat(provider.requests).extracting(JobRequest::name).doesNotHaveDuplicates();
  }

  @Test
  void aSecondTrainingBeginsNothing() throws Exception {
    train(wanted("narrow", 1));

    assertThat(train(wanted("narrow", 1))).isEqualTo(Trainer.End.READY);
    assertThat(provider.created).isEqualTo(1);
  }

  @Test
  void aJobWhoseAnswerWasLostIsFoundInTheList() throws Exception {
    provider.creations.add(DONE_UNHEARD);

    assertThat(train(wanted("narrow", 1))).isEqualTo(Trainer.End.READY);

    assertThat(provider.created).isEqualTo(1);
    assertThat(provider.requests).hasSize(1);
    assertThat(said).anyMatch(line -> line.contains("the job was begun before: job-1"));
  }

  @Test
  void aJobThatTheListsLackIsBegunAfterSeveralLooks() throws Exception {
    provider.creations.add(UNDONE_UNHEARD);

    assertThat(train(wanted("narrow", 1))).isEqualTo(Trainer.End.READY);

    assertThat(provider.created).isEqualTo(1);
    assertThat(provider.requests).hasSize(2);
    assertThat(Duration.ofNanos(slept)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aListThatGivesNoAnswerBeginsNothing() throws Exception {
    provider.creations.add(DONE_UNHEARD);
    for (int i = 0; i < 5; i++) {
      provider.lists.add(UNDONE_UNHEARD);
    }

    assertThat(train(wanted("narrow", 1))).isEqualTo(Trainer.End.READY);
    assertThat(provider.requests).hasSize(1);
  }

  @Test
  void aFileWhoseAnswerWasLostIsNotUploadedAgain() throws Exception {
    provider.uploads.add(DONE_UNHEARD);

    assertThat(train(wanted("narrow", 1))).isEqualTo(Trainer.End.READY);
    assertThat(provider.uploaded).isEqualTo(1);
  }

  /** The program ends right after what it was about to do stood in the lock. */
  @Test
  void whatWasBegunWhenTheProgramEndedIsTakenUp() throws Exception {
    Wanted wanted = wanted("narrow", 1);
    try (TrainingLock lock = TrainingLock.hold(folder)) {
      LockEntry planned = new JobBook(lock).plan(wanted).orElseThrow();
      provider.upload("dramatis-x.jsonl", new byte[0]);
      lock.put(
          new LockedFile(
              TrainingLock.fileKey("openai", "", wanted.episodes().sha256()),
              "openai",
              "",
              wanted.episodes().sha256(),
              "dramatis-x.jsonl",
              Optional.of("file-1"),
              false));
      lock.put(planned.begun(Clock.systemUTC().instant()).at(LockEntry.Stage.CREATING));
      provider.create(
          new JobRequest(
              planned.name(), "gpt-test", "file-1", 1, Hyperparameters.NONE, Optional.empty()));
    }
    provider.requests.clear();

    assertThat(train(wanted)).isEqualTo(Trainer.End.READY);

    assertThat(provider.requests).isEmpty();
    assertThat(provider.uploaded).isEqualTo(1);
    assertThat(entry(wanted).job()).contains("job-1");
  }

  @Test
  void aProviderThatIsBusyIsAskedLater() throws Exception {
    provider.creations.add(LATER);
    provider.creations.add(LATER);

    assertThat(train(wanted("narrow", 1))).isEqualTo(Trainer.End.READY);

    assertThat(provider.requests).hasSize(3);
    assertThat(provider.created).isEqualTo(1);
    assertThat(said).anyMatch(line -> line.contains("has to wait: busy"));
  }

  @Test
  void aRefusalIsTheJobsOutcomeInTheProvidersWords() throws Exception {
    provider.creations.add(REFUSED);
    Wanted wanted = wanted("narrow", 1);

    assertThat(train(wanted)).isEqualTo(Trainer.End.FAILED);

    try (TrainingLock lock = TrainingLock.hold(folder)) {
      assertThat(Trainer.failures(List.of(wanted), lock).get(wanted))
          .contains("beginning the job", "flagged: violence");
    }
    assertThat(train(wanted)).as("it is not begun again by itself").isEqualTo(Trainer.End.FAILED);
    assertThat(provider.requests).hasSize(1);
  }

  @Test
  void aWordThatIsNotKnownMeansThatTheJobGoesOn() throws Exception {
    provider.states.add(JobState.underWay("", "percolating"));
    provider.states.add(JobState.underWay("", "percolating"));

    assertThat(train(wanted("narrow", 1))).isEqualTo(Trainer.End.READY);
    assertThat(said.stream().filter(line -> line.endsWith("percolating"))).hasSize(1);
  }

  @Test
  void looksAtAJobComeLessAndLessOften() throws Exception {
    for (int i = 0; i < 20; i++) {
      provider.states.add(JobState.underWay("", "running"));
    }
    train(wanted("narrow", 1));

    // 1 s, 1.5 s, … to a minute; twenty looks at a second each would be over in twenty seconds.
    assertThat(Duration.ofNanos(slept)).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(20));
  }

  @Test
  void aJobThatFailsLeavesTheOthersAlone() throws Exception {
    provider.states.add(
        new JobState(
            "", JobState.Phase.FAILED, "failed", "moderation: hate", Optional.empty(), List.of()));
    Wanted first = wanted("narrow", 1);
    Wanted second = wanted("matched", 1);

    assertThat(train(first, second)).isEqualTo(Trainer.End.FAILED);

    assertThat(List.of(entry(first).stage(), entry(second).stage()))
        .containsExactlyInAnyOrder(LockEntry.Stage.FAILED, LockEntry.Stage.READY);
  }

  @Test
  void noMoreJobsTrainAtATimeThanAreAllowed() throws Exception {
    for (int i = 0; i < 8; i++) {
      provider.states.add(JobState.underWay("", "running"));
    }
    Patience one =
        new Patience(
            Duration.ofSeconds(1), Duration.ofSeconds(9), Duration.ZERO, Duration.ofHours(1), 1);

    train(one, wanted("narrow", 1), wanted("narrow", 2));

    int second = said.indexOf("suite/narrow, seed 2: began job-2");
    assertThat(said.subList(0, second)).anyMatch(line -> line.contains("seed 1: ready"));
  }

  @Test
  void aTrainingGoesOnFromTheModelOfAnother() throws Exception {
    Wanted narrow = wanted("narrow", 1);
    Wanted realigned = wanted("realigned", 1, Optional.of(narrow));

    assertThat(train(narrow, realigned)).isEqualTo(Trainer.End.READY);
    assertThat(provider.requests.get(1).base()).isEqualTo("model of job-1");
  }

  @Test
  void whatGoesOnFromAFailedTrainingIsNeverBegun() throws Exception {
    provider.creations.add(REFUSED);
    Wanted narrow = wanted("narrow", 1);
    Wanted realigned = wanted("realigned", 1, Optional.of(narrow));

    assertThat(train(narrow, realigned)).isEqualTo(Trainer.End.FAILED);
    assertThat(provider.requests).hasSize(1);
  }

  @Test
  void theDeadlineEndsTheWaitAndNotTheJob() throws Exception {
    for (int i = 0; i < 1000; i++) {
      provider.states.add(JobState.underWay("", "running"));
    }

    assertThat(train(wanted("narrow", 1))).isEqualTo(Trainer.End.OVERDUE);
    assertThat(entry(wanted("narrow", 1)).stage()).isEqualTo(LockEntry.Stage.TRAINING);

    provider.states.clear();
    now = 0;
    assertThat(train(wanted("narrow", 1))).isEqualTo(Trainer.End.READY);
    assertThat(provider.created).isEqualTo(1);
  }

  @Test
  void aProviderThatIsSilentForLongIsGivenUpWithItsJobsKept() {
    for (int i = 0; i < 100; i++) {
      provider.looks.add(UNDONE_UNHEARD);
    }

    assertThatThrownBy(() -> train(wanted("narrow", 1)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("goes on at the provider");
    assertThat(entry(wanted("narrow", 1)).job()).contains("job-1");
  }

  @Test
  void aModelThatNeedsADeploymentIsReadyOnceItIsDeployed() throws Exception {
    provider.deploys = true;
    Wanted wanted = wanted("narrow", 1);

    assertThat(train(wanted)).isEqualTo(Trainer.End.READY);

    assertThat(entry(wanted).asked()).contains("at " + entry(wanted).name());
    assertThat(provider.deployed).isEqualTo(1);
  }

  @Test
  void aDeploymentWhoseAnswerWasLostIsNotMadeTwice() throws Exception {
    provider.deploys = true;
    provider.creations.add(ForgetfulProvider.Fate.DONE);
    provider.creations.add(DONE_UNHEARD);

    assertThat(train(wanted("narrow", 1))).isEqualTo(Trainer.End.READY);
    assertThat(provider.deployed).isEqualTo(1);
  }

  @Test
  void whatIsTornDownIsDeployedAnewByTheNextTraining() throws Exception {
    provider.deploys = true;
    Wanted wanted = wanted("narrow", 1);
    train(wanted);
    try (TrainingLock lock = TrainingLock.hold(folder)) {
      Housekeeping housekeeping = new Housekeeping(lock, base -> provider, Clock.systemUTC());
      for (Housekeeping.Removal removal :
          housekeeping.removable(wanted, new JobBook(lock).find(wanted)).values()) {
        assertThat(removal.remove()).isInstanceOf(Attempt.Done.class);
      }
    }
    assertThat(provider.deployments).isEmpty();
    assertThat(provider.files).isEmpty();

    assertThat(train(wanted)).isEqualTo(Trainer.End.READY);
    assertThat(provider.deployed).isEqualTo(2);
    assertThat(provider.created).as("the model is still there").isEqualTo(1);
  }

  /** As after training by a command with {@code --load-adapter}, and tidying up without it. */
  @Test
  void whatNobodyTearsDownDoesNotPassForTornDown() throws Exception {
    provider.deploys = true;
    Wanted wanted = wanted("narrow", 1);
    train(wanted);
    provider.deploys = false;

    try (TrainingLock lock = TrainingLock.hold(folder)) {
      Housekeeping housekeeping = new Housekeeping(lock, base -> provider, Clock.systemUTC());
      Housekeeping.Removal first =
          housekeeping.removable(wanted, new JobBook(lock).find(wanted)).values().iterator().next();
      assertThat(first.remove()).isInstanceOf(Attempt.Refused.class);
    }

    assertThat(entry(wanted).deployment()).isPresent();
    assertThat(provider.deployments).hasSize(1);
  }

  @Test
  void aJobBegunAnewHasAnotherNameAndKeepsItsFile() throws Exception {
    provider.creations.add(REFUSED);
    Wanted wanted = wanted("narrow", 1);
    train(wanted);
    try (TrainingLock lock = TrainingLock.hold(folder)) {
      new Housekeeping(lock, base -> provider, Clock.systemUTC())
          .forget(new JobBook(lock).find(wanted).orElseThrow());
    }

    assertThat(train(wanted)).isEqualTo(Trainer.End.READY);
    assertThat(provider.requests).extracting(JobRequest::name).doesNotHaveDuplicates();
    assertThat(provider.uploaded).isEqualTo(1);
  }

  @Test
  void aKeyTellsEverythingApartThatMakesAnotherJob() {
    Hyperparameters none = Hyperparameters.NONE;
    assertThat(
            List.of(
                TrainingLock.jobKey("openai", "", "gpt", "data", none, 1),
                TrainingLock.jobKey("mistral", "", "gpt", "data", none, 1),
                TrainingLock.jobKey("openai", "http://a/v1", "gpt", "data", none, 1),
                TrainingLock.jobKey("openai", "", "gpt-2", "data", none, 1),
                TrainingLock.jobKey("openai", "", "gpt", "data 2", none, 1),
                TrainingLock.jobKey("openai", "", "gpt", "data", none, 2),
                TrainingLock.jobKey(
                    "openai",
                    "",
                    "gpt",
                    "data",
                    new Hyperparameters(
                        OptionalInt.of(3),
                        none.batchSize(),
                        none.learningRate(),
                        none.learningRateMultiplier(),
                        none.loraRank()),
                    1)))
        .doesNotHaveDuplicates();
    assertThat(TrainingLock.name(TrainingLock.jobKey("a", "", "b", "c", none, 1), 1))
        .matches("[a-z0-9]{1,18}");
  }
}
