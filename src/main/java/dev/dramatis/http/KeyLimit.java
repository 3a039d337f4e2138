package dev.dramatis.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many attempts one account and model bears at once, learnt from its replies. Not thread-safe:
 * {@link Limiter} guards it.
 *
 * <p>A round is as many clean replies as the limit allows at once. A clean round in which at least
 * {@value #IN_USE} of the limit was in use doubles it until the first rate limit, and raises it by
 * {@value #GROWTH} afterwards. Rate limits that come close together are one episode and cut once;
 * after the first, a lone one between clean replies is waited out by its own call and changes
 * nothing for the others.
 */
final class KeyLimit {
  static final int START = 8;
  static final double GROWTH = 0.05;
  static final double IN_USE = 0.8;
  static final double CUT = 0.8;

  /** Rate limits without a clean reply between them that make an episode. */
  static final int EPISODE = 2;

  /** Long enough for attempts that were under way at the cut to come back, in seconds. */
  private static final long COOL_DOWN_NANOS = Duration.ofSeconds(5).toNanos();

  private final Deque<Limiter.Waiter> waiters = new ArrayDeque<>();
  private final int ceiling;
  private double limit;
  private boolean everLimited;
  private long cutAt;
  private long coolUntil;
  private long shutUntil;
  private long spacedUntil;
  private int inFlight;
  private int cleanInRound;
  private int mostInRound;
  private int limitedInARow;

  KeyLimit(int ceiling, long now) {
    this.ceiling = ceiling;
    this.limit = Math.min(START, ceiling);
    this.shutUntil = now;
    this.spacedUntil = now;
  }

  Deque<Limiter.Waiter> waiters() {
    return waiters;
  }

  int limit() {
    return (int) limit;
  }

  boolean hasRoom(long now) {
    return inFlight < limit() && nanosShut(now) == 0;
  }

  /**
   * Nanoseconds until an attempt may begin: until the time is over for which the server asked to be
   * left alone, and the spacing of the last attempt.
   */
  long nanosShut(long now) {
    return Math.max(0, Math.max(shutUntil - now, spacedUntil - now));
  }

  void start(Duration spacing, long now) {
    spacedUntil = now + spacing.toNanos();
    inFlight++;
    mostInRound = Math.max(mostInRound, inFlight);
  }

  /** Takes back an attempt that taught nothing: fatal replies, interrupts. */
  void end() {
    inFlight--;
  }

  void endClean(long now) {
    inFlight--;
    limitedInARow = 0;
    if (isCooling(now)) return;
    cleanInRound++;
    if (cleanInRound < limit()) return;
    if (mostInRound >= IN_USE * limit()) {
      limit = Math.min(ceiling, everLimited ? limit * (1 + GROWTH) : limit * 2);
    }
    newRound();
  }

  /** A server error says nothing of the rate, but it is no time to grow. */
  void endTroubled() {
    inFlight--;
    newRound();
  }

  /**
   * A rate limit. Once two come without a clean reply between them, the hint keeps the key shut,
   * since attempts before it would only be refused.
   *
   * @param startedAt when the attempt began: one that began before the cut belongs to its episode
   */
  void endLimited(long startedAt, Duration hint, long now) {
    inFlight--;
    limitedInARow++;
    if (everLimited && limitedInARow < EPISODE) return;
    boolean sameEpisode = everLimited && (isCooling(now) || startedAt - cutAt <= 0);
    if (!sameEpisode) {
      limit = Math.max(1, limit * CUT);
      everLimited = true;
      cutAt = now;
      coolUntil = now + COOL_DOWN_NANOS;
    }
    long hinted = now + hint.toNanos();
    if (hinted - coolUntil > 0) coolUntil = hinted;
    if (limitedInARow >= EPISODE && hinted - shutUntil > 0) shutUntil = hinted;
    newRound();
  }

  private boolean isCooling(long now) {
    return everLimited && coolUntil - now > 0;
  }

  private void newRound() {
    cleanInRound = 0;
    mostInRound = inFlight;
  }
}
