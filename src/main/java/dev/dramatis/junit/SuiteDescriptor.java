package dev.dramatis.junit;

import dev.dramatis.suite.Suite;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FileSource;

/** A suite, with its run for all its predictions. */
final class SuiteDescriptor extends AbstractTestDescriptor {
  private final SuiteRun run;

  SuiteDescriptor(UniqueId id, Suite suite, SuiteRun run) {
    super(id, run.title(suite), FileSource.from(suite.file().toFile()));
    this.run = run;
  }

  @Override
  public Type getType() {
    return Type.CONTAINER;
  }

  SuiteRun run() {
    return run;
  }
}
