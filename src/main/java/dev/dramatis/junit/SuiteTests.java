package dev.dramatis.junit;

import dev.dramatis.suite.InvalidSuiteException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Suites as dynamic tests of JUnit Jupiter.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> suites() throws Exception {
 *   return SuiteTests.of(Path.of("suites/mine.yaml"));
 * }
 * }</pre>
 *
 * <p>A suite is a container and a prediction a test: supported passes, contradicted fails with
 * effect and interval, and what is open or could not be tested is aborted. A suite is run when the
 * first of its predictions is. System properties say with which model and where reports go: {@code
 * dramatis.model}, {@code dramatis.judge}, {@code dramatis.reports} ({@code target/dramatis}),
 * {@code dramatis.budget}, {@code dramatis.max-calls}, {@code dramatis.seed}, {@code
 * dramatis.world-seed}. Without a model it is the simulated world, and nothing is spent.
 */
public final class SuiteTests {
  private SuiteTests() {}

  /**
   * The tests of suites.
   *
   * @param suites files, or folders of which every suite is taken
   * @throws InvalidSuiteException if one is not valid, with every problem
   */
  public static Stream<DynamicNode> of(Path... suites) throws InvalidSuiteException {
    SuiteSettings settings = SuiteSettings.ofSystemProperties();
    List<DynamicNode> containers = new ArrayList<>();
    for (Path named : suites) {
      for (Path file : SuiteFiles.in(named)) {
        containers.add(container(SuiteRun.of(file, settings)));
      }
    }
    if (containers.isEmpty()) {
      throw new IllegalArgumentException("no suite in " + List.of(suites));
    }
    return containers.stream();
  }

  private static DynamicNode container(SuiteRun run) {
    URI file = run.suite().file().toUri();
    return DynamicContainer.dynamicContainer(
        run.suite().id(),
        file,
        run.predictions().stream()
            .map(
                prediction ->
                    DynamicTest.dynamicTest(
                        prediction.id(),
                        URI.create(file + "?line=" + prediction.line()),
                        () -> run.check(prediction))));
  }
}
