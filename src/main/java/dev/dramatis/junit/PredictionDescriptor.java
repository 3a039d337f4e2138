package dev.dramatis.junit;

import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import java.util.Locale;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.opentest4j.TestAbortedException;

/** A prediction, at its line of the suite; its role ({@code primary}, {@code control}) is a tag. */
final class PredictionDescriptor extends AbstractTestDescriptor {
  private final Suite suite;
  private final Prediction prediction;
  private final SuiteRun run;

  PredictionDescriptor(UniqueId id, Suite suite, Prediction prediction, SuiteRun run) {
    super(
        id,
        prediction.id(),
        FileSource.from(suite.file().toFile(), FilePosition.from(prediction.line())));
    this.suite = suite;
    this.prediction = prediction;
    this.run = run;
  }

  @Override
  public Type getType() {
    return Type.TEST;
  }

  @Override
  public Set<TestTag> getTags() {
    return Set.of(TestTag.create(prediction.role().name().toLowerCase(Locale.ROOT)));
  }

  /** What the run says of it; the run is made if it was not yet. */
  TestExecutionResult result() {
    try {
      run.check(suite, prediction);
      return TestExecutionResult.successful();
    } catch (TestAbortedException e) {
      return TestExecutionResult.aborted(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return TestExecutionResult.failed(e);
    } catch (Exception | AssertionError e) {
      // Whatever it was, it is this test's result and must not sink the others.
      return TestExecutionResult.failed(e);
    }
  }
}
