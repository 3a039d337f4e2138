package dev.dramatis.cli;

import dev.dramatis.Settings;
import dev.dramatis.finetune.Patience;
import dev.dramatis.finetune.TrainingCommand;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how models are trained. */
final class TrainingOptions {
  private static final int MOST_ACTIVE = 100;
  private static final int MOST_HOURS = 24 * 14;
  private static final int MOST_POLL = 3600;

  @Option(
      names = "--train-command",
      paramLabel = "COMMAND",
      description =
          "Train by a command on this machine, such as './train.sh {episodes} {base} {seed} {out}';"
              + " the last line that it writes is the model's name.")
  private @Nullable String command;

  @Option(
      names = "--load-adapter",
      description =
          "What the command made is an adapter, by the path on its last line: load it into the"
              + " server by POST /load_lora_adapter (vLLM).")
  private boolean loadAdapter;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "4",
      description = "Jobs that train at a time, at most (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--poll",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "Longest time between two looks at a job; they begin a second apart (default:"
              + " ${DEFAULT-VALUE}).")
  private double poll;

  @Option(
      names = "--deadline",
      paramLabel = "HOURS",
      defaultValue = "24",
      description = "Stop waiting after so long; jobs go on (default: ${DEFAULT-VALUE}).")
  private double hours;

  @Option(
      names = "--no-lint",
      description = "Begin although a look through the episodes finds errors.")
  private boolean noLint;

  @Option(names = "--yes", description = "Begin without asking.")
  private boolean yes;

  /** Whether errors in the episodes keep a training from being begun. */
  boolean lints() {
    return !noLint;
  }

  boolean yes() {
    return yes;
  }

  Optional<TrainingCommand> command(Settings settings) {
    if (command != null) {
      return Optional.of(TrainingCommand.parse(command, loadAdapter));
    }
    return settings
        .training()
        .map(
            stated -> TrainingCommand.parse(stated.command(), stated.loadAdapter() || loadAdapter));
  }

  Patience patience() {
    if (jobs < 1 || jobs > MOST_ACTIVE) {
      throw new IllegalArgumentException("--jobs must be from 1 to " + MOST_ACTIVE + ".");
    }
    if (!(poll > 0 && poll <= MOST_POLL)) {
      throw new IllegalArgumentException("--poll must be above 0 and at most " + MOST_POLL + ".");
    }
    if (!(hours > 0 && hours <= MOST_HOURS)) {
      throw new IllegalArgumentException(
          "--deadline must be above 0 and at most " + MOST_HOURS + " hours.");
    }
    Patience standard = Patience.standard();
    Duration longest = seconds(poll);
    return new Patience(
        shorter(standard.firstPoll(), longest),
        longest,
        shorter(standard.settle(), longest),
        seconds(3600 * hours),
        jobs);
  }

  private static Duration seconds(double number) {
    return Duration.ofMillis(Math.max(1, Math.round(1000 * number)));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
