package dev.dramatis.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.HttpUrl;

/**
 * The transport that sends: one retry loop over single attempts, each under a permit of the limit
 * of its account and model. Thread-safe; one per program.
 */
public final class HttpTransport implements Transport, AutoCloseable {
  private final TransportSettings settings;
  private final Redactor redactor;
  private final Limiter limiter;
  private final Wire wire;
  private final RetryCounts counts = new RetryCounts();
  private final RetryLoop loop;
  private final AtomicLong calls = new AtomicLong();

  /**
   * A transport with no connection open yet.
   *
   * @param redactor learns the secret of every call
   * @param clock for waits that a server gives as a date
   * @param ticker for deadlines and limits
   */
  public HttpTransport(
      TransportSettings settings, Redactor redactor, Clock clock, Ticker ticker, Sleeper sleeper) {
    this.settings = settings;
    this.redactor = redactor;
    this.limiter = new Limiter(settings.ceiling(), ticker);
    this.wire = new Wire(settings, redactor, ticker);
    this.loop = new RetryLoop(wire, limiter, counts, redactor, clock, ticker, sleeper);
  }

  @Override
  public Exchange send(HttpCall call) throws InterruptedException {
    call.credential().ifPresent(credential -> redactor.register(credential.secret()));
    HttpUrl url = Wire.httpUrl(call);
    if (!url.isHttps() && !settings.allowPlainHttp() && !Loopback.isLoopback(url.host())) {
      return new Exchange.Failed(
          FailureKind.PLAIN_HTTP,
          Optional.empty(),
          "http://"
              + call.url().getHost()
              + " would carry the key and the answers in the clear;"
              + " use https, or allow plain HTTP if the network is trusted",
          0,
          Duration.ZERO);
    }
    return loop.run(call, new Backoff(settings.seed() + calls.getAndIncrement()));
  }

  /** Counts as of now. */
  public TransportStats stats() {
    return new TransportStats(
        counts.attempts(),
        counts.retries(),
        wire.bytesSent(),
        wire.bytesReceived(),
        limiter.inFlight(),
        limiter.limits());
  }

  /** Cancels what is on the wire; calls under way, and later ones, end as {@code CLOSED}. */
  @Override
  public void close() {
    wire.close();
  }
}
