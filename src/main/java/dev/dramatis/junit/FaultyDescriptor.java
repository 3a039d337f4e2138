package dev.dramatis.junit;

import java.nio.file.Path;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FileSource;

/** A suite that cannot be read: one test that fails and says why. */
final class FaultyDescriptor extends AbstractTestDescriptor {
  private final Exception fault;

  FaultyDescriptor(UniqueId id, Path file, Exception fault) {
    super(id, String.valueOf(file.getFileName()), FileSource.from(file.toFile()));
    this.fault = fault;
  }

  @Override
  public Type getType() {
    return Type.TEST;
  }

  Exception fault() {
    return fault;
  }
}
