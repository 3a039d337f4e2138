package dev.dramatis.cli;

import dev.dramatis.http.RetryPolicy;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that say how patiently models are asked. */
final class CallOptions {
  private static final int MOST_RETRIES = 100;

  /** Of an attempt: as long as a call may take with all its attempts. */
  private static final int MOST_SECONDS = 900;

  @Option(
      names = "--max-retries",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often a failed call is sent again (default: ${DEFAULT-VALUE}).")
  private int maxRetries;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "180",
      description = "For one attempt of a call (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Option(names = "--allow-plain-http", description = "Let http:// addresses leave this machine.")
  private boolean allowPlainHttp;

  RetryPolicy retry() {
    if (maxRetries < 0 || maxRetries > MOST_RETRIES) {
      throw new IllegalArgumentException(
          "--max-retries must be from 0 to " + MOST_RETRIES + ", not " + maxRetries + ".");
    }
    if (timeoutSeconds < 1 || timeoutSeconds > MOST_SECONDS) {
      throw new IllegalArgumentException(
          "--timeout must be from 1 to " + MOST_SECONDS + ", not " + timeoutSeconds + ".");
    }
    return RetryPolicy.standard()
        .withMaxAttempts(maxRetries + 1)
        .withAttemptTimeout(Duration.ofSeconds(timeoutSeconds));
  }

  boolean allowPlainHttp() {
    return allowPlainHttp;
  }
}
