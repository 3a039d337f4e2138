package dev.dramatis.http;

/**
 * The way to a provider: everything that goes over a network goes through one of these. {@link
 * HttpTransport} sends; what replays or records wraps another transport and so stands in front of
 * its retries. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Transport {
  /**
   * Sends a call on the caller's time and says what became of it; a failed call is a result, not an
   * exception.
   *
   * @throws InterruptedException if the thread is interrupted while it waits or while an attempt is
   *     on the wire; the attempt is then cancelled
   */
  Exchange send(HttpCall call) throws InterruptedException;
}
