package dev.dramatis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dramatis.model.Abilities;
import dev.dramatis.model.CallResult;
import dev.dramatis.model.ChatRequest;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.FailedCall;
import dev.dramatis.model.ModelName;
import dev.dramatis.suite.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunSessionTest {
  private static final String SERVER = SmallSuite.MODEL + "@http://localhost:1/v1";

  private final StopSignal stop = new StopSignal();
  private Instant now = Instant.parse("2026-03-04T05:06:07Z");

  @TempDir private Path folder;

  private Suite suite;

  @BeforeEach
  void writeSuite() {
    suite = SmallSuite.in(folder.resolve("suites"), 10, 2);
  }

  @Test
  void everyTrialIsAskedOnceAndDecided() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (RunSession session = start(SERVER)) {
      RunRecord record =
          carryOn(
              session,
              4,
              request -> {
                asked.incrementAndGet();
                return Rows.text("Yes.");
              });
      assertThat(record.complete()).isTrue();
      assertThat(record.counts().asked()).isEqualTo(40);
      assertThat(record.counts().served()).containsExactly(Map.entry("small-1", 40L));
      assertThat(asked).hasValue(40);
      RunManifest manifest = RunManifest.read(session.folder());
      assertThat(manifest).isEqualTo(session.manifest());
      assertThat(manifest.state()).isEqualTo("complete");
      assertThat(manifest.suites().get(0).verdicts()).containsKey("thanks-change");
      assertThat(manifest.counts()).contains(record.counts());
    }
  }

  @Test
  void noMoreAreInFlightThanAllowed() throws Exception {
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch three = new CountDownLatch(3);
    try (RunSession session = start(SERVER)) {
      carryOn(
          session,
          3,
          request -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            three.countDown();
            assertThat(three.await(20, TimeUnit.SECONDS)).isTrue();
            inFlight.decrementAndGet();
            return Rows.text("No.");
          });
    }
    assertThat(most).hasValue(3);
  }

  @Test
  void anEndpointThatRefusesFromTheStartIsAskedThreeTimes() throws Exception {
    try (RunSession session = start(SERVER)) {
      RunRecord record =
          carryOn(
              session, 1, request -> Rows.failure(FailedCall.Kind.UNUSABLE_ENDPOINT, "wrong key"));
      assertThat(stop.reason()).contains(StopSignal.Reason.ENDPOINT_REFUSES);
      assertThat(record.complete()).isFalse();
      assertThat(record.counts().failed()).isEqualTo(3);
      assertThat(record.counts().failures()).containsExactly(Map.entry("wrong key", 3L));
      assertThat(session.manifest().state()).isEqualTo("endpoint refuses");
    }
  }

  @Test
  void anEndpointThatRefusesAllOfASuddenIsAskedThreeTimesMore() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (RunSession session = start(SERVER)) {
      RunRecord record =
          carryOn(
              session,
              1,
              request ->
                  asked.incrementAndGet() <= 20
                      ? Rows.text("Yes.")
                      : Rows.failure(FailedCall.Kind.UNUSABLE_ENDPOINT, "no credit"));
      assertThat(stop.reason()).contains(StopSignal.Reason.ENDPOINT_REFUSES);
      assertThat(record.counts().failed()).isEqualTo(3);
    }
  }

  @Test
  void probesThatAreRefusedForThemselvesStopARunOnlyInALongSeries() throws Exception {
    try (RunSession session = start(SERVER)) {
      RunRecord record =
          carryOn(session, 1, request -> Rows.failure(FailedCall.Kind.FATAL, "too long"));
      assertThat(stop.reason()).contains(StopSignal.Reason.ENDPOINT_REFUSES);
      assertThat(record.counts().failed()).isEqualTo(25);
    }
  }

  @Test
  void aRefusalOfOneRequestShowsThatTheEndpointStillTakesOthers() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (RunSession session = start(SERVER)) {
      carryOn(
          session,
          1,
          request ->
              switch (asked.incrementAndGet() % 6) {
                case 0 -> Rows.text("Yes.");
                case 3 -> Rows.failure(FailedCall.Kind.FATAL, "not this one");
                default -> Rows.failure(FailedCall.Kind.UNUSABLE_ENDPOINT, "no");
              });
      assertThat(stop.reason()).isEmpty();
    }
  }

  @Test
  void singleRefusedProbesDoNotStopARun() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (RunSession session = start(SERVER)) {
      RunRecord record =
          carryOn(
              session,
              1,
              request ->
                  asked.incrementAndGet() % 2 == 1
                      ? Rows.text("Yes.")
                      : Rows.failure(FailedCall.Kind.FATAL, "not this one"));
      assertThat(stop.reason()).isEmpty();
      assertThat(record.counts().failed()).isEqualTo(20);
    }
  }

  @Test
  void aStopLetsWhatIsInFlightFinish() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    try (RunSession session = start(SERVER)) {
      RunRecord record =
          carryOn(
              session,
              2,
              request -> {
                both.countDown();
                assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
                stop.stop(StopSignal.Reason.INTERRUPTED);
                return Rows.text("Yes.");
              });
      assertThat(record.counts().asked()).isEqualTo(2);
      assertThat(record.counts().failed()).isZero();
      assertThat(Files.readAllLines(session.folder().resolve("journal.jsonl")))
          .hasSize(5)
          .last()
          .asString()
          .contains("\"row\":\"end\",\"reason\":\"interrupted\"");
    }
  }

  @Test
  void whatHangsPastTheGraceTimeIsInterruptedAndAskedAgainOnResume() throws Exception {
    AtomicInteger clock = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    Path run;
    try (RunSession session = start(SERVER, () -> Duration.ofSeconds(clock.get()).toNanos())) {
      RunRecord record =
          carryOn(
              session,
              2,
              request -> {
                stop.stop(StopSignal.Reason.INTERRUPTED);
                // Time flies while it waits; the interrupt is what ends it.
                while (!never.await(20, TimeUnit.MILLISECONDS)) {
                  clock.incrementAndGet();
                }
                return Rows.text("Yes.");
              });
      assertThat(record.counts().asked()).isZero();
      run = session.folder();
    }
    try (RunSession session = RunSession.open(run, false, surroundings())) {
      RunRecord record =
          session.carryOn(
              asking(endpoints(request -> Rows.text("No.")), 2), Progress.NONE, new StopSignal());
      assertThat(record.counts().asked()).isEqualTo(40);
      assertThat(record.complete()).isTrue();
    }
  }

  @Test
  void aFaultOfAWorkerSurfaces() throws Exception {
    for (Throwable fault : List.of(new IllegalStateException("bug"), new StackOverflowError())) {
      now = now.plusSeconds(1);
      try (RunSession session = start(SERVER)) {
        assertThatThrownBy(
                () ->
                    session.carryOn(
                        asking(
                            endpoints(
                                request -> {
                                  if (fault instanceof Error error) {
                                    throw error;
                                  }
                                  throw (RuntimeException) fault;
                                }),
                            4),
                        Progress.NONE,
                        new StopSignal()))
            .isSameAs(fault);
      }
    }
  }

  @Test
  void aRunThatWasBegunIsRefusedOnceItsSuiteHasChangedAndGoesOnFrozen() throws Exception {
    Path run;
    try (RunSession session = start(SERVER)) {
      run = session.folder();
    }
    Path source = folder.resolve("suites/small/probes.jsonl");
    Files.writeString(source, "\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> RunSession.open(run, false, surroundings()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("Changed since the run began: " + source)
        .hasMessageContaining("--frozen");

    try (RunSession session = RunSession.open(run, true, surroundings())) {
      assertThat(carryOn(session, 2, request -> Rows.text("Yes.")).complete()).isTrue();
    }
  }

  @Test
  void aFrozenFileThatWasChangedIsRefusedByName() throws Exception {
    Path run;
    try (RunSession session = start(SERVER)) {
      run = session.folder();
    }
    Path frozen = run.resolve("frozen/small/small/probes.jsonl");
    Files.writeString(frozen, "\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> RunSession.open(run, true, surroundings()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("frozen copy of small")
        .hasMessageContaining(frozen.toString());
  }

  @Test
  void aRunWithADamagedJournalIsLetGoAgain() throws Exception {
    Path run;
    try (RunSession session = start(SERVER)) {
      run = session.folder();
    }
    Files.writeString(run.resolve("journal.jsonl"), "damage\n");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> RunSession.open(run, false, surroundings()))
          .hasMessageContaining("journal.jsonl:1: not a row");
    }
    assertThatThrownBy(() -> RunManifest.read(folder)).hasMessageContaining("not a run's folder");
  }

  @Test
  void labelsOfAnotherClassifierAreGivenAgain() throws Exception {
    Path run;
    try (RunSession session = start(SERVER)) {
      carryOn(session, 2, request -> Rows.text("Yes."));
      run = session.folder();
    }
    Path journal = run.resolve("journal.jsonl");
    String text = Files.readString(journal);
    String other =
        text.replaceAll("\"hash\":\"[^\"]*\"", "\"hash\":\"old\"")
            .replace("\"match\"", "\"other\"");
    assertThat(other).isNotEqualTo(text);
    Files.writeString(journal, other);
    try (RunSession session = RunSession.open(run, false, surroundings())) {
      session.decide();
      assertThat(Files.readAllLines(journal)).hasSize(40 + 40 + 1 + 40);
      session
          .transcripts()
          .forEach(
              "small",
              transcript ->
                  assertThat(transcript.turns().get(0).labels().get("agrees"))
                      .hasFieldOrPropertyWithValue("label", "match"));
    }
  }

  @Test
  void earlierRunsOfTheSameSuiteOnTheSameModelAreTold() throws Exception {
    Path first;
    try (RunSession session = start(SERVER)) {
      carryOn(session, 2, request -> Rows.text("Yes."));
      first = session.folder();
    }
    now = now.plusSeconds(60);
    try (RunSession other = start("openai-compatible/another@http://localhost:1/v1")) {
      assertThat(other.decide().earlier()).isEmpty();
    }
    now = now.plusSeconds(60);
    try (RunSession moved = start(SmallSuite.MODEL + "@http://localhost:2/v1")) {
      assertThat(moved.decide().earlier())
          .singleElement()
          .satisfies(
              earlier -> {
                assertThat(earlier.run()).isEqualTo(first.getFileName().toString());
                assertThat(earlier.suite()).isEqualTo("small");
                assertThat(earlier.primaryVerdict()).isEqualTo("INCONCLUSIVE");
              });
    }
    try (RunSession again = RunSession.open(first, false, surroundings())) {
      assertThat(again.decide().earlier()).as("later runs are none of the earlier").isEmpty();
    }
  }

  @Test
  void twoRunsInOneSecondHaveFoldersOfTheirOwn() throws Exception {
    try (RunSession one = start(SERVER);
        RunSession two = start(SERVER)) {
      assertThat(one.folder().getFileName().toString()).matches("20260304T050607Z-[0-9a-f]{6}");
      assertThat(two.folder()).isNotEqualTo(one.folder());
    }
  }

  private static Asking asking(Map<String, Endpoint> endpoints, int concurrency) {
    return new Asking(endpoints, List.of(), concurrency, Limits.NONE, Prices.UNKNOWN);
  }

  /** What an endpoint does with a request. */
  private interface Behaviour {
    CallResult answer(ChatRequest request) throws InterruptedException;
  }

  private RunRecord carryOn(RunSession session, int concurrency, Behaviour behaviour)
      throws InterruptedException {
    return session.carryOn(asking(endpoints(behaviour), concurrency), Progress.NONE, stop);
  }

  private static Map<String, Endpoint> endpoints(Behaviour behaviour) {
    return Map.of(
        SmallSuite.MODEL,
        new Endpoint() {
          @Override
          public ModelName name() {
            return ModelName.parse(SERVER);
          }

          @Override
          public CallResult ask(ChatRequest request) throws InterruptedException {
            return behaviour.answer(request);
          }
        });
  }

  private RunSession start(String model) {
    return start(model, System::nanoTime);
  }

  private RunSession start(String model, java.util.function.LongSupplier nanos) {
    RunManifest manifest =
        new RunManifest(
            "",
            Instant.EPOCH,
            Optional.empty(),
            "dramatis test",
            Map.of("chat", model),
            Map.of(),
            List.of(),
            Map.of(),
            Abilities.NONE,
            Optional.empty(),
            List.of(),
            List.of(),
            5,
            1,
            4,
            List.of("run"),
            "",
            Optional.empty());
    return RunSession.start(
        folder.resolve("reports"),
        manifest,
        List.of(suite),
        new RunSession.Surroundings(clock(), nanos, UnaryOperator.identity()));
  }

  private RunSession.Surroundings surroundings() {
    return new RunSession.Surroundings(clock(), System::nanoTime, UnaryOperator.identity());
  }

  private Clock clock() {
    return Clock.fixed(now, ZoneOffset.UTC);
  }
}
