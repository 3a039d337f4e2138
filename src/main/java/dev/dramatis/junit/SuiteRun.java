package dev.dramatis.junit;

import dev.dramatis.run.RunRecord;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.verdict.SuiteResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One suite that is run once, when the first of its predictions is asked for; the others wait for
 * it and have what it found.
 */
final class SuiteRun {
  private final Suite suite;
  private final SuiteSettings settings;
  private @Nullable RunRecord record;
  private @Nullable Exception fault;

  /** Of a suite that is loaded; nothing is run yet. */
  SuiteRun(Suite suite, SuiteSettings settings) {
    this.suite = suite;
    this.settings = settings;
  }

  /**
   * Of a suite's file.
   *
   * @throws InvalidSuiteException if it is not valid
   */
  static SuiteRun of(Path file, SuiteSettings settings) throws InvalidSuiteException {
    return new SuiteRun(SuiteLoader.load(file), settings);
  }

  Suite suite() {
    return suite;
  }

  List<Prediction> predictions() {
    return suite.predictions();
  }

  /**
   * Passes if the prediction is supported.
   *
   * @throws Exception what stood in the way of the run; see {@link Verdicts} for the rest
   */
  void check(Prediction prediction) throws Exception {
    RunRecord run = run();
    SuiteResult result = run.suites().get(0);
    Verdicts.check(
        run,
        result,
        result.predictions().stream()
            .filter(each -> each.prediction().id().equals(prediction.id()))
            .findFirst()
            .orElseThrow());
  }

  /** The run, made now if it was not yet. A run that failed is not made again. */
  private synchronized RunRecord run() throws Exception {
    if (fault != null) {
      throw fault;
    }
    RunRecord done = record;
    if (done == null) {
      try {
        done = settings.evaluation(suite).run();
        record = done;
      } catch (IOException | InterruptedException | RuntimeException e) {
        fault = e;
        throw e;
      }
    }
    return done;
  }

  /** Whether the suite was run, for whoever tells where the report is. */
  synchronized Optional<RunRecord> done() {
    return Optional.ofNullable(record);
  }
}
