package example;

import dev.dramatis.junit.SuiteTests;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The suites of this project, a test for every prediction. */
class SuitesTest {
  @TestFactory
  Stream<DynamicNode> suites() throws Exception {
    return SuiteTests.of(Path.of("suites"));
  }
}
