package dev.dramatis.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How the number of attempts at once follows what the server says. */
class LimiterTest {
  private static final String KEY = "account/model";
  private static final Duration NOT_LONG = Duration.ofMillis(20);

  private final FakeTime time = new FakeTime();

  private static List<Limiter.Permit> take(Limiter limiter, int count) throws InterruptedException {
    var permits = new ArrayList<Limiter.Permit>();
    for (int i = 0; i < count; i++) {
      permits.add(limiter.acquire(KEY, Duration.ZERO, Duration.ofSeconds(5)).orElseThrow());
    }
    return permits;
  }

  private static void cleanRound(Limiter limiter) throws InterruptedException {
    int limit = limiter.limits().getOrDefault(KEY, KeyLimit.START);
    take(limiter, limit).forEach(Limiter.Permit::endClean);
  }

  private static int limit(Limiter limiter) {
    return limiter.limits().getOrDefault(KEY, 0);
  }

  @Test
  void startsLowAndDoublesPerCleanRoundUpToTheCeiling() throws Exception {
    var limiter = new Limiter(50, time);
    var limits = new ArrayList<Integer>();
    for (int round = 0; round < 4; round++) {
      cleanRound(limiter);
      limits.add(limit(limiter));
    }

    assertThat(limits).containsExactly(16, 32, 50, 50);
    take(limiter, 50);
    assertThat(limiter.acquire(KEY, Duration.ZERO, NOT_LONG)).isEmpty();
  }

  @Test
  void startsAtACeilingBelowTheUsualStart() throws Exception {
    var limiter = new Limiter(2, time);

    take(limiter, 2);

    assertThat(limiter.acquire(KEY, Duration.ZERO, NOT_LONG)).isEmpty();
  }

  @Test
  void doesNotGrowALimitThatIsNotUsed() throws Exception {
    var limiter = new Limiter(50, time);
    for (int i = 0; i < 100; i++) take(limiter, 6).forEach(Limiter.Permit::endClean);

    assertThat(limit(limiter)).isEqualTo(8);
  }

  @Test
  void cutsOncePerEpisodeAndAgainInTheNext() throws Exception {
    var limiter = new Limiter(100, time);
    for (int round = 0; round < 4; round++) cleanRound(limiter);
    assertThat(limit(limiter)).isEqualTo(100);

    var permits = take(limiter, 30);
    for (int i = 0; i < 20; i++) permits.get(i).endLimited(Duration.ZERO);
    assertThat(limit(limiter)).isEqualTo(80);

    time.pass(Duration.ofSeconds(6));
    permits.get(20).endLimited(Duration.ZERO);
    assertThat(limit(limiter)).as("it began before the cut").isEqualTo(80);

    take(limiter, 1).get(0).endLimited(Duration.ZERO);
    assertThat(limit(limiter)).isEqualTo(64);
  }

  @Test
  void growsByAboutFivePercentAfterItsFirstRateLimit() throws Exception {
    var limiter = new Limiter(100, time);
    for (int round = 0; round < 4; round++) cleanRound(limiter);
    take(limiter, 1).get(0).endLimited(Duration.ZERO);
    cleanRound(limiter);
    assertThat(limit(limiter)).as("while it cools down").isEqualTo(80);

    time.pass(Duration.ofSeconds(5));
    cleanRound(limiter);
    assertThat(limit(limiter)).isEqualTo(84);
    cleanRound(limiter);
    assertThat(limit(limiter)).isEqualTo(88);
  }

  @Test
  void stretchesTheCoolDownByTheServersHint() throws Exception {
    var limiter = new Limiter(100, time);
    for (int round = 0; round < 4; round++) cleanRound(limiter);
    List<Limiter.Permit> underWay = take(limiter, 81);
    underWay.get(80).endLimited(Duration.ofSeconds(30));

    time.pass(Duration.ofSeconds(29));
    underWay.subList(0, 79).forEach(Limiter.Permit::endClean);
    time.pass(Duration.ofSeconds(1));
    underWay.get(79).endClean();
    assertThat(limit(limiter)).as("replies of the cool-down make no round").isEqualTo(80);

    cleanRound(limiter);
    assertThat(limit(limiter)).isEqualTo(84);
  }

  @Test
  void givesNoPermitUntilTheTimeThatTheServerAskedForIsOver() throws Exception {
    var limiter = new Limiter(100, time);
    take(limiter, 2).forEach(permit -> permit.endLimited(Duration.ofSeconds(30)));

    assertThat(limiter.acquire(KEY, Duration.ZERO, Duration.ofSeconds(29)))
        .as("refused at once")
        .isEmpty();
    assertThat(limiter.acquire("another/model", Duration.ZERO, NOT_LONG)).isPresent();
    time.pass(Duration.ofSeconds(30));
    assertThat(limiter.acquire(KEY, Duration.ZERO, NOT_LONG)).isPresent();
  }

  @Test
  void leavesOthersAloneAfterALoneRateLimitBetweenCleanReplies() throws Exception {
    var limiter = new Limiter(100, time);
    for (int round = 0; round < 4; round++) cleanRound(limiter);
    take(limiter, 1).get(0).endLimited(Duration.ofSeconds(30));
    assertThat(limit(limiter)).as("the first one cuts").isEqualTo(80);
    assertThat(limiter.acquire(KEY, Duration.ZERO, NOT_LONG)).as("but shuts nothing").isPresent();

    time.pass(Duration.ofSeconds(30));
    take(limiter, 1).forEach(Limiter.Permit::endClean);
    take(limiter, 1).get(0).endLimited(Duration.ofSeconds(30));

    assertThat(limit(limiter)).isEqualTo(80);
    assertThat(limiter.acquire(KEY, Duration.ZERO, NOT_LONG)).isPresent();
  }

  @Test
  void wakesThoseWhoWaitWhenTheKeyOpensAgain() throws Exception {
    var limiter = new Limiter(1, Ticker.system());
    take(limiter, 1).get(0).endLimited(Duration.ZERO);
    Limiter.Permit permit = take(limiter, 1).get(0);
    var pool = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> waiting =
          pool.submit(() -> limiter.acquire(KEY, Duration.ZERO, Duration.ofMinutes(1)).isPresent());
      Awaitility.await().until(() -> limiter.waiting() == 1);
      permit.endLimited(Duration.ofMillis(50));

      Awaitility.await().atMost(Duration.ofSeconds(5)).until(waiting::isDone);
      assertThat(waiting.get()).isTrue();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void pausesGrowthAfterAServerErrorWithoutACut() throws Exception {
    var limiter = new Limiter(100, time);
    List<Limiter.Permit> permits = take(limiter, 8);
    permits.subList(0, 7).forEach(Limiter.Permit::endClean);
    permits.get(7).endTroubled();
    assertThat(limit(limiter)).isEqualTo(8);

    take(limiter, 7).forEach(Limiter.Permit::endClean);
    assertThat(limit(limiter)).as("a new round has begun").isEqualTo(8);
    take(limiter, 1).forEach(Limiter.Permit::endClean);
    assertThat(limit(limiter)).isEqualTo(16);
  }

  @Test
  void neverFallsBelowOne() throws Exception {
    var limiter = new Limiter(4, time);
    for (int episode = 0; episode < 20; episode++) {
      take(limiter, 1).get(0).endLimited(Duration.ZERO);
      time.pass(Duration.ofSeconds(10));
    }

    assertThat(limit(limiter)).isEqualTo(1);
  }

  @Test
  void holdsTheCeilingOverAllKeysAndServesInTheOrderOfAsking() throws Exception {
    var limiter = new Limiter(3, time);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var served = new AtomicInteger();
    var begin = new CountDownLatch(1);
    var pool = Executors.newFixedThreadPool(64);
    try {
      List<Future<?>> tasks =
          IntStream.range(0, 64)
              .<Future<?>>mapToObj(
                  n ->
                      pool.submit(
                          () -> {
                            begin.await();
                            for (int i = 0; i < 200; i++) {
                              var permit =
                                  limiter
                                      .acquire(
                                          "key" + (n + i) % 5,
                                          Duration.ZERO,
                                          Duration.ofSeconds(30))
                                      .orElseThrow();
                              most.accumulateAndGet(now.incrementAndGet(), Math::max);
                              now.decrementAndGet();
                              served.incrementAndGet();
                              if (i % 7 == 0) permit.endTroubled();
                              else if (i % 31 == 0) permit.endLimited(Duration.ZERO);
                              else permit.endClean();
                            }
                            return null;
                          }))
              .toList();
      begin.countDown();
      for (Future<?> task : tasks) task.get();
    } finally {
      pool.shutdownNow();
    }

    assertThat(served).hasValue(64 * 200);
    assertThat(most.get()).isBetween(1, 3);
    assertThat(limiter.inFlight()).isZero();
    assertThat(limiter.waiting()).isZero();
  }

  @Test
  void attemptsOfAKeyBeginNoCloserThanTheirSpacing() throws Exception {
    var limiter = new Limiter(50, time);
    Duration spacing = Duration.ofSeconds(30);
    var first = limiter.acquire(KEY, spacing, NOT_LONG).orElseThrow();
    first.endClean();

    assertThat(limiter.acquire(KEY, spacing, Duration.ofSeconds(29)))
        .as("refused at once")
        .isEmpty();
    assertThat(limiter.acquire("another/model", spacing, NOT_LONG)).isPresent();
    time.pass(Duration.ofSeconds(30));
    assertThat(limiter.acquire(KEY, spacing, NOT_LONG)).isPresent();
  }

  @Test
  void thoseWhoWaitForRoomAreServedWhenTheSpacingIsOver() throws Exception {
    var limiter = new Limiter(1, Ticker.system());
    Duration spacing = Duration.ofMillis(40);
    var held = limiter.acquire(KEY, Duration.ZERO, NOT_LONG).orElseThrow();
    var pool = Executors.newFixedThreadPool(3);
    try {
      var starts = new ConcurrentLinkedQueue<Long>();
      List<Future<?>> waiting = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        waiting.add(
            pool.submit(
                () -> {
                  var permit = limiter.acquire(KEY, spacing, Duration.ofSeconds(30)).orElseThrow();
                  starts.add(System.nanoTime());
                  permit.endClean();
                  return null;
                }));
      }
      Awaitility.await().until(() -> limiter.waiting() == 3);
      held.endClean();
      for (Future<?> each : waiting) each.get(5, TimeUnit.SECONDS);

      List<Long> sorted = starts.stream().sorted().toList();
      for (int i = 1; i < sorted.size(); i++) {
        // A thread notes its start some time after it was let go, so a gap may look a little short.
        assertThat(sorted.get(i) - sorted.get(i - 1)).isGreaterThan(20_000_000L);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
