package dev.dramatis.http;

import java.util.Map;

/**
 * Counts of a transport at one moment, for progress.
 *
 * @param attempts started so far, retries included
 * @param retries further attempts so far, by what went wrong with the one before
 * @param bytesSent of request bodies
 * @param bytesReceived of reply bodies after decompression
 * @param inFlight attempts on the wire now
 * @param limits attempts at once that each limit key is allowed now
 */
public record TransportStats(
    long attempts,
    Map<FailureKind, Long> retries,
    long bytesSent,
    long bytesReceived,
    int inFlight,
    Map<String, Integer> limits) {
  public TransportStats {
    retries = Map.copyOf(retries);
    limits = Map.copyOf(limits);
  }
}
