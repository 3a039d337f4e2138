package dev.dramatis.http;

import java.time.Duration;

/**
 * What holds for every call of a transport.
 *
 * @param ceiling most attempts on the wire at once, over all accounts and models
 * @param connectTimeout for the connection alone, TLS included
 * @param maxReplyBytes longest body that is read, counted after decompression
 * @param allowPlainHttp whether http:// may leave this machine
 * @param seed of the jitter
 */
public record TransportSettings(
    int ceiling, Duration connectTimeout, long maxReplyBytes, boolean allowPlainHttp, long seed) {
  /** Batch results come in files of this order; an answer is a thousand times smaller. */
  private static final long MAX_REPLY_BYTES = 64L << 20;

  public TransportSettings {
    if (ceiling < 1) {
      throw new IllegalArgumentException("the ceiling is " + ceiling + ", at least 1 is needed");
    }
    if (connectTimeout.isNegative() || connectTimeout.isZero()) {
      throw new IllegalArgumentException("connectTimeout is " + connectTimeout);
    }
    if (maxReplyBytes < 1) {
      throw new IllegalArgumentException("maxReplyBytes is " + maxReplyBytes);
    }
  }

  /** Connects within 10 s, reads up to 64 MiB, plain HTTP to loopback only. */
  public static TransportSettings standard(int ceiling, long seed) {
    return new TransportSettings(ceiling, Duration.ofSeconds(10), MAX_REPLY_BYTES, false, seed);
  }

  /** The same with plain HTTP allowed or not. */
  public TransportSettings withAllowPlainHttp(boolean allowed) {
    return new TransportSettings(ceiling, connectTimeout, maxReplyBytes, allowed, seed);
  }

  /** The same with another longest body. */
  public TransportSettings withMaxReplyBytes(long bytes) {
    return new TransportSettings(ceiling, connectTimeout, bytes, allowPlainHttp, seed);
  }
}
