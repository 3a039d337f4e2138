package dev.dramatis;

import dev.dramatis.model.Endpoint;
import dev.dramatis.run.Limits;
import dev.dramatis.run.Progress;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Carries a run on: what is not yet answered is asked, failed trials included. Models that a
 * program handed in are handed in once more, under the names that the run knows them by.
 */
public final class Resumption {
  private final Path run;
  private final HandedIn handedIn = new HandedIn();
  private final Map<String, String> variables = new LinkedHashMap<>(System.getenv());
  private boolean evenIfChanged;
  private Optional<Integer> concurrency = Optional.empty();
  private Limits limits = Limits.NONE;
  private CallSettings calls = CallSettings.standard();

  Resumption(Path run) {
    this.run = run;
  }

  /**
   * A model that the run asks, or judges by, as {@code handed-in/NAME}.
   *
   * @throws IllegalArgumentException if its name is none of that kind, or names two
   */
  public Resumption handIn(Endpoint endpoint) {
    handedIn.add(endpoint);
    return this;
  }

  /** Goes on with the frozen suites although their sources have changed. */
  public Resumption evenIfChanged() {
    evenIfChanged = true;
    return this;
  }

  /** Trials in flight at once, at most; as before unless it is said. */
  public Resumption concurrency(int trials) {
    concurrency = Optional.of(trials);
    return this;
  }

  /** Where this part of the run stops although the plan goes on. */
  public Resumption limits(Limits caps) {
    limits = caps;
    return this;
  }

  /** How models are called. */
  public Resumption calls(CallSettings settings) {
    calls = settings;
    return this;
  }

  /** Variables such as {@code OPENAI_API_KEY}, which go before those of the process. */
  public Resumption variables(Map<String, String> own) {
    variables.putAll(own);
    return this;
  }

  /**
   * Opens the models and the run.
   *
   * @throws IllegalArgumentException if a model cannot be used as named or as handed in
   * @throws dev.dramatis.model.InvalidModelException if one was handed in and is not this time
   * @throws dev.dramatis.run.JournalException if it is no run, is held by another process, or a
   *     suite has changed
   */
  public Evaluation start() {
    return Evaluation.resume(
        run,
        evenIfChanged,
        concurrency,
        limits,
        calls,
        handedIn.byLabel(),
        Environment.read(variables, Path.of("")),
        Clock.systemUTC());
  }

  /**
   * Asks, labels, decides and writes the reports anew.
   *
   * @throws IOException if the reports cannot be written
   */
  public RunRecord run() throws IOException, InterruptedException {
    try (Evaluation evaluation = start()) {
      return evaluation.run(Progress.NONE, new StopSignal());
    }
  }
}
