package dev.dramatis.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The one loop that decides whether a call is tried again, and when. Thread-safe. */
final class RetryLoop {
  private final Wire wire;
  private final Limiter limiter;
  private final RetryCounts counts;
  private final Redactor redactor;
  private final Clock clock;
  private final Ticker ticker;
  private final Sleeper sleeper;

  RetryLoop(
      Wire wire,
      Limiter limiter,
      RetryCounts counts,
      Redactor redactor,
      Clock clock,
      Ticker ticker,
      Sleeper sleeper) {
    this.wire = wire;
    this.limiter = limiter;
    this.counts = counts;
    this.redactor = redactor;
    this.clock = clock;
    this.ticker = ticker;
    this.sleeper = sleeper;
  }

  Exchange run(HttpCall call, Backoff backoff) throws InterruptedException {
    return new Course(call, backoff).run();
  }

  /** What an attempt means for its call. */
  private sealed interface Outcome {
    record Over(Exchange exchange) implements Outcome {}

    record Again(FailureKind kind, Optional<Duration> hint, String reason) implements Outcome {}
  }

  /** One call on its way. */
  private final class Course {
    private final HttpCall call;
    private final Backoff backoff;
    private final long start = ticker.nanos();
    private int attempts;
    private Optional<HttpReply> lastReply = Optional.empty();

    Course(HttpCall call, Backoff backoff) {
      this.call = call;
      this.backoff = backoff;
    }

    Exchange run() throws InterruptedException {
      while (true) {
        Outcome outcome = attempt();
        if (outcome instanceof Outcome.Over over) return over.exchange();
        var again = (Outcome.Again) outcome;
        Duration wait = longer(again.hint().orElse(Duration.ZERO), backoff.after(attempts));
        Optional<Exchange> end = endInsteadOf(again, wait);
        if (end.isPresent()) return end.get();
        counts.countRetry(again.kind());
        sleeper.sleep(shorter(wait, call.retry().maxWait()));
      }
    }

    /** The end of a call that must not be tried again after such a wait. */
    private Optional<Exchange> endInsteadOf(Outcome.Again again, Duration wait) {
      RetryPolicy policy = call.retry();
      Duration hint = again.hint().orElse(Duration.ZERO);
      if (wire.isClosed()) {
        return Optional.of(failed(FailureKind.CLOSED, "the transport was closed"));
      }
      if (attempts >= policy.maxAttempts()) {
        return Optional.of(failed(again.kind(), again.reason()));
      }
      if (hint.compareTo(policy.maxWait()) > 0) {
        return Optional.of(
            failed(
                FailureKind.WAIT_TOO_LONG,
                again.reason()
                    + ("; the server asks for a wait of " + seconds(hint))
                    + (", at most " + seconds(policy.maxWait()) + " is allowed")));
      }
      if (shorter(wait, policy.maxWait()).compareTo(left()) >= 0) {
        return Optional.of(
            failed(
                FailureKind.DEADLINE,
                again.reason()
                    + ("; a wait of " + seconds(wait))
                    + (" would pass the deadline of " + seconds(policy.deadline()))));
      }
      return Optional.empty();
    }

    private Outcome attempt() throws InterruptedException {
      Optional<Limiter.Permit> granted = limiter.acquire(call.limitKey(), call.spacing(), left());
      if (granted.isEmpty()) {
        return new Outcome.Over(
            failed(
                FailureKind.DEADLINE,
                ("no permit to send within the deadline of " + seconds(call.retry().deadline()))
                    + (" under the limit of " + call.limitKey())));
      }
      Limiter.Permit permit = granted.get();
      boolean returned = false;
      try {
        if (wire.isClosed()) {
          return new Outcome.Over(failed(FailureKind.CLOSED, "the transport was closed"));
        }
        Duration timeout = shorter(call.retry().attemptTimeout(), left());
        if (timeout.isZero() || timeout.isNegative()) {
          return new Outcome.Over(
              failed(FailureKind.DEADLINE, "the deadline passed while waiting for a permit"));
        }
        attempts++;
        counts.countAttempt();
        Outcome outcome = outcomeOf(wire.attempt(call, timeout));
        returned = true;
        teach(permit, outcome);
        return outcome;
      } finally {
        if (!returned) permit.endNeutral();
      }
    }

    private void teach(Limiter.Permit permit, Outcome outcome) {
      if (outcome instanceof Outcome.Over over) {
        if (over.exchange() instanceof Exchange.Replied) permit.endClean();
        else permit.endNeutral();
      } else if (outcome instanceof Outcome.Again again) {
        if (again.kind() == FailureKind.RATE_LIMITED) {
          // A wait that this call does not keep is not imposed on others, which may be told less.
          permit.endLimited(
              again
                  .hint()
                  .filter(hint -> hint.compareTo(call.retry().maxWait()) <= 0)
                  .orElse(Duration.ZERO));
        } else {
          permit.endTroubled();
        }
      }
    }

    private Outcome outcomeOf(WireResult result) {
      if (result instanceof WireResult.Broken broken) {
        return broken.mayPass()
            ? new Outcome.Again(broken.kind(), Optional.empty(), broken.message())
            : new Outcome.Over(failed(broken.kind(), broken.message()));
      }
      HttpReply reply = ((WireResult.Whole) result).reply();
      lastReply = Optional.of(reply);
      if (reply.status() >= 300 && reply.status() < 400) {
        return new Outcome.Over(
            failed(
                FailureKind.REDIRECT,
                ("status " + reply.status() + " redirects to " + locationHost(reply))
                    + "; redirects are not followed, since they could carry the key elsewhere"));
      }
      return outcomeOf(reply, call.reader().read(reply));
    }

    private Outcome outcomeOf(HttpReply reply, Reading reading) {
      if (reading instanceof Reading.Done) {
        return new Outcome.Over(new Exchange.Replied(reply, attempts, elapsed()));
      }
      Optional<Boolean> said = RetryHint.shouldRetry(reply);
      Optional<Duration> header = RetryHint.wait(reply, clock);
      if (reading instanceof Reading.Fatal fatal) {
        if (!said.orElse(false)) return rejected(reply, fatal.reason());
        return new Outcome.Again(FailureKind.UNUSABLE_REPLY, header, status(reply, fatal.reason()));
      }
      var retry = (Reading.Retry) reading;
      if (!said.orElse(true)) {
        return rejected(reply, retry.reason() + "; the server says not to retry");
      }
      Optional<Duration> hint =
          header.isPresent() && retry.after().isPresent()
              ? Optional.of(longer(header.get(), retry.after().get()))
              : header.or(retry::after);
      return new Outcome.Again(
          retry.rateLimited() ? FailureKind.RATE_LIMITED : FailureKind.UNUSABLE_REPLY,
          hint,
          status(reply, retry.reason()));
    }

    private Outcome rejected(HttpReply reply, String reason) {
      return new Outcome.Over(
          new Exchange.Rejected(
              reply, redactor.redact(status(reply, reason)), attempts, elapsed()));
    }

    private Exchange failed(FailureKind kind, String reason) {
      String message =
          String.format(
              "%s %s: %s (%d %s in %s)",
              call.method(),
              withoutQuery(call.url()),
              reason,
              attempts,
              attempts == 1 ? "attempt" : "attempts",
              seconds(elapsed()));
      return new Exchange.Failed(kind, lastReply, redactor.redact(message), attempts, elapsed());
    }

    private Duration elapsed() {
      return Duration.ofNanos(ticker.nanos() - start);
    }

    private Duration left() {
      return call.retry().deadline().minus(elapsed());
    }
  }

  private static String status(HttpReply reply, String reason) {
    return "status " + reply.status() + ": " + reason;
  }

  private static String locationHost(HttpReply reply) {
    return reply
        .header("location")
        .map(
            location -> {
              try {
                String host = URI.create(location).getHost();
                return host == null ? "another path of the same host" : host;
              } catch (IllegalArgumentException e) {
                return "an address that cannot be read";
              }
            })
        .orElse("nowhere");
  }

  private static String withoutQuery(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
  }

  private static String seconds(Duration time) {
    return String.format("%.1f s", time.toNanos() / 1e9);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
