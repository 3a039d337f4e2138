package dev.dramatis.cli;

import dev.dramatis.run.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that stop a run although its plan goes on; what was finished can be resumed. */
final class LimitOptions {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|min|h)");

  @Option(
      names = "--budget",
      paramLabel = "USD",
      description = "Stop before more than this is spent, in US dollars.")
  private @Nullable Double budget;

  @Option(
      names = "--max-calls",
      paramLabel = "N",
      description = "Stop before more than this many calls are made, retries aside.")
  private @Nullable Long maxCalls;

  @Option(
      names = "--max-time",
      paramLabel = "TIME",
      description = "Stop after this time, such as 90s, 20m or 2h.")
  private @Nullable String maxTime;

  @Option(
      names = "--max-failures",
      paramLabel = "N",
      description = "Stop once more than this many trials or judgements have failed.")
  private @Nullable Long maxFailures;

  /**
   * The limits.
   *
   * @throws IllegalArgumentException if one cannot be right, naming the option
   */
  Limits limits() {
    if (budget != null && !(budget >= 0)) {
      throw new IllegalArgumentException("--budget must not be negative.");
    }
    if (maxCalls != null && maxCalls < 1) {
      throw new IllegalArgumentException("--max-calls must be at least 1, not " + maxCalls + ".");
    }
    if (maxFailures != null && maxFailures < 0) {
      throw new IllegalArgumentException("--max-failures must not be negative.");
    }
    return new Limits(
        budget == null ? OptionalDouble.empty() : OptionalDouble.of(budget),
        maxCalls == null ? OptionalLong.empty() : OptionalLong.of(maxCalls),
        maxTime == null ? Optional.empty() : Optional.of(time(maxTime)),
        maxFailures == null ? OptionalLong.empty() : OptionalLong.of(maxFailures));
  }

  private static Duration time(String text) {
    Matcher matcher = TIME.matcher(text.strip());
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new IllegalArgumentException(
          "--max-time " + text + ": say a number and a unit, such as 90s, 20m or 2h.");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofMinutes(number);
    };
  }
}
