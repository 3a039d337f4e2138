package dev.dramatis.junit;

import dev.dramatis.EvaluationBuilder;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteFinder;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.suite.UnknownSuiteException;
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
 * effect and interval, and what is open or could not be tested is aborted. What kept a run from its
 * end is an error. A suite is run when the first of its tests is, and once.
 */
public final class SuiteTests {
  private SuiteTests() {}

  /**
   * The tests of suites, each in a run of its own. System properties say with which model and where
   * reports go: {@code dramatis.model}, {@code dramatis.judge}, {@code dramatis.reports} ({@code
   * target/dramatis}), {@code dramatis.budget}, {@code dramatis.max-calls}, {@code
   * dramatis.concurrency}, {@code dramatis.seed}, {@code dramatis.world-seed}. Without a model it
   * is the simulated world, and nothing is spent.
   *
   * @param suites files, or folders of which every suite is taken
   * @throws InvalidSuiteException if one is not valid, with every problem
   * @throws IllegalArgumentException if a folder holds none
   */
  public static Stream<DynamicNode> of(Path... suites) throws InvalidSuiteException {
    SuiteSettings settings = SuiteSettings.ofSystemProperties();
    List<DynamicNode> containers = new ArrayList<>();
    for (Path named : suites) {
      for (Path file : files(named)) {
        Suite suite = SuiteLoader.load(file);
        containers.add(container(suite, new SuiteRun(() -> settings.evaluation(suite))));
      }
    }
    if (containers.isEmpty()) {
      throw new IllegalArgumentException("no suite was named");
    }
    return containers.stream();
  }

  /**
   * The tests of what was put together, with models of one's own where they were handed in: one run
   * for all its suites. System properties have no part in it.
   *
   * <pre>{@code
   * SuiteTests.of(Evaluation.of(suite).model(HandedInModel.of("house", model)).reports(folder));
   * }</pre>
   *
   * @throws IllegalArgumentException if there is no suite, a role has no model, or is none
   */
  public static Stream<DynamicNode> of(EvaluationBuilder evaluation) {
    SuiteRun run = new SuiteRun(() -> evaluation);
    return evaluation.request().suites().stream().map(suite -> container(suite, run));
  }

  private static List<Path> files(Path named) {
    try {
      return SuiteFinder.under(named);
    } catch (UnknownSuiteException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static DynamicNode container(Suite suite, SuiteRun run) {
    URI file = suite.file().toUri();
    return DynamicContainer.dynamicContainer(
        run.title(suite),
        file,
        suite.predictions().stream()
            .map(
                prediction ->
                    DynamicTest.dynamicTest(
                        prediction.id(),
                        URI.create(file + "?line=" + prediction.line()),
                        () -> run.check(suite, prediction))));
  }
}
