package dev.dramatis.cli;

import dev.dramatis.http.RetryPolicy;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that say how patiently models are asked. */
final class CallOptions {
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
    if (maxRetries < 0) {
      throw new IllegalArgumentException("--max-retries must be 0 or more, not " + maxRetries);
    }
    if (timeoutSeconds < 1) {
      throw new IllegalArgumentException("--timeout must be 1 or more, not " + timeoutSeconds);
    }
    return RetryPolicy.standard()
        .withMaxAttempts(maxRetries + 1)
        .withAttemptTimeout(Duration.ofSeconds(timeoutSeconds));
  }

  boolean allowPlainHttp() {
    return allowPlainHttp;
  }
}
