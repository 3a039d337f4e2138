package dev.dramatis.junit;

import dev.dramatis.Evaluation;
import dev.dramatis.EvaluationBuilder;
import dev.dramatis.run.Progress;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.StopSignal;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.SuiteResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run of one or several suites that is made once, when the first of their predictions is asked
 * for; the others wait for it and have what it found. A run that failed is not made again. Safe for
 * use by many threads at once.
 */
final class SuiteRun {
  private final Supplier<EvaluationBuilder> evaluation;
  private @Nullable Done done;
  private @Nullable Exception fault;

  /** A run that came to an end, and where it is kept. */
  record Done(RunRecord record, Path folder) {}

  /** Nothing is run yet. */
  SuiteRun(Supplier<EvaluationBuilder> evaluation) {
    this.evaluation = evaluation;
  }

  /**
   * A suite's id with who is asked, so that nobody takes a simulated world for a model: {@code
   * plain-sums (simulated/psm)}.
   */
  String title(Suite suite) {
    try {
      return suite.id() + " (" + String.join(", ", evaluation.get().request().models()) + ")";
    } catch (RuntimeException e) {
      // Whatever is wrong with the settings is the result of the tests.
      return suite.id();
    }
  }

  /**
   * Passes if the prediction is supported.
   *
   * @throws Exception what stood in the way of the run; see {@link Verdicts} for the rest
   */
  void check(Suite suite, Prediction prediction) throws Exception {
    Done run = run();
    SuiteResult result = run.record().suite(suite.id());
    Verdicts.check(run, result, result.prediction(prediction.id()));
  }

  private synchronized Done run() throws Exception {
    if (fault != null) {
      throw fault;
    }
    Done known = done;
    if (known == null) {
      try {
        known = make();
        done = known;
      } catch (IOException | InterruptedException | RuntimeException e) {
        fault = e;
        throw e;
      }
    }
    return known;
  }

  private Done make() throws IOException, InterruptedException {
    try (Evaluation started = evaluation.get().start()) {
      return new Done(started.run(Progress.NONE, new StopSignal()), started.folder());
    }
  }

  /** The run, if it was made. */
  synchronized Optional<Done> done() {
    return Optional.ofNullable(done);
  }
}
