package dev.dramatis.cli;

import dev.dramatis.CallSettings;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.model.Abilities;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

  @Option(
      names = "--no-preflight",
      description = "Do not look the models up before the first call that costs.")
  private boolean noPreflight;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = "Record every answer to this folder.")
  private Optional<Path> recorded = Optional.empty();

  @Option(
      names = "--replay",
      paramLabel = "DIR",
      description = "Take every answer from a recording; nothing is sent.")
  private Optional<Path> replayed = Optional.empty();

  @Option(
      names = "--capabilities",
      paramLabel = "FILE",
      description =
          "What models can do, as models --measure or a run found it (its run.json), so that it is"
              + " not asked again.")
  private Optional<Path> capabilities = Optional.empty();

  /**
   * How models are called.
   *
   * @throws IllegalArgumentException if an option cannot be right, naming it
   */
  CallSettings settings(Context context) {
    return new CallSettings(
        retry(),
        allowPlainHttp,
        !noPreflight,
        recorded.map(context::path),
        replayed.map(context::path),
        capabilities
            .map(file -> AbilitiesFile.read(file, context.path(file)))
            .orElse(Abilities.NONE),
        context.settings().byLabel());
  }

  private RetryPolicy retry() {
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
}
