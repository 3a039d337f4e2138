package dev.dramatis.junit;

import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Prediction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.opentest4j.TestAbortedException;

/**
 * Runs suites as tests of their own, without a class: a container for a suite, a test for a
 * prediction, each at its line.
 *
 * <p>It takes up the files and folders that are selected, unique ids of its own, and what the
 * configuration parameter {@code dramatis.suites} names (paths, separated by commas), which build
 * tools that select classes alone need. Without any of these it finds nothing, so that a project
 * which only has the library on its class path gets no tests from it. The other parameters are
 * those of {@link SuiteTests}.
 */
public final class DramatisTestEngine implements TestEngine {
  private static final String ID = "dramatis";
  private static final String SUITE = "suite";
  private static final String PREDICTION = "prediction";

  /** Found by the platform's service loader. */
  public DramatisTestEngine() {}

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public Optional<String> getGroupId() {
    return Optional.of("dev.dramatis");
  }

  @Override
  public Optional<String> getArtifactId() {
    return Optional.of("dramatis");
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
    EngineDescriptor engine = new EngineDescriptor(uniqueId, "Dramatis");
    SuiteSettings settings = new SuiteSettings(request.getConfigurationParameters()::get);
    selected(request)
        .forEach(
            (file, predictions) -> engine.addChild(suite(uniqueId, file, settings, predictions)));
    return engine;
  }

  /** The files of suites, each with the predictions that are wanted of it; none means all. */
  private static Map<Path, List<String>> selected(EngineDiscoveryRequest request) {
    Map<Path, List<String>> selected = new LinkedHashMap<>();
    for (FileSelector file : request.getSelectorsByType(FileSelector.class)) {
      if (SuiteFiles.isYaml(file.getPath())) {
        selected.put(file.getPath(), List.of());
      }
    }
    for (DirectorySelector folder : request.getSelectorsByType(DirectorySelector.class)) {
      SuiteFiles.in(folder.getPath()).forEach(file -> selected.put(file, List.of()));
    }
    request
        .getConfigurationParameters()
        .get(SuiteSettings.SUITES)
        .ifPresent(
            paths -> {
              for (String path : paths.split("\\s*,\\s*")) {
                SuiteFiles.in(Path.of(path)).forEach(file -> selected.put(file, List.of()));
              }
            });
    Map<Path, List<String>> byId = new LinkedHashMap<>();
    for (UniqueIdSelector selector : request.getSelectorsByType(UniqueIdSelector.class)) {
      UniqueId id = selector.getUniqueId();
      if (id.getEngineId().equals(Optional.of(ID)) && id.getSegments().size() > 1) {
        Path file = Path.of(id.getSegments().get(1).getValue());
        List<String> wanted = byId.computeIfAbsent(file, absent -> new ArrayList<>());
        if (id.getSegments().size() > 2) {
          wanted.add(id.getSegments().get(2).getValue());
        }
      }
    }
    // Who names ids means these and no others, whatever the parameters say.
    return byId.isEmpty() ? selected : byId;
  }

  private static TestDescriptor suite(
      UniqueId engine, Path file, SuiteSettings settings, List<String> wanted) {
    UniqueId id = engine.append(SUITE, file.toString());
    SuiteRun run;
    try {
      run = SuiteRun.of(file, settings);
    } catch (InvalidSuiteException | RuntimeException e) {
      return new Faulty(id, file, e);
    }
    Container container = new Container(id, run.suite().id(), FileSource.from(file.toFile()));
    for (Prediction prediction : run.predictions()) {
      if (wanted.isEmpty() || wanted.contains(prediction.id())) {
        container.addChild(
            new Test(
                id.append(PREDICTION, prediction.id()),
                prediction,
                FileSource.from(file.toFile(), FilePosition.from(prediction.line())),
                run));
      }
    }
    return container;
  }

  @Override
  public void execute(ExecutionRequest request) {
    execute(request.getRootTestDescriptor(), request.getEngineExecutionListener());
  }

  private static void execute(TestDescriptor descriptor, EngineExecutionListener listener) {
    listener.executionStarted(descriptor);
    TestExecutionResult result = TestExecutionResult.successful();
    if (descriptor instanceof Test test) {
      result = test.result();
    } else if (descriptor instanceof Faulty faulty) {
      result = TestExecutionResult.failed(faulty.fault);
    }
    descriptor.getChildren().forEach(child -> execute(child, listener));
    listener.executionFinished(descriptor, result);
  }

  /** A suite. */
  private static final class Container extends AbstractTestDescriptor {
    Container(UniqueId id, String name, TestSource source) {
      super(id, name, source);
    }

    @Override
    public Type getType() {
      return Type.CONTAINER;
    }
  }

  /** A suite that cannot be read: one test that says why. */
  private static final class Faulty extends AbstractTestDescriptor {
    private final Exception fault;

    Faulty(UniqueId id, Path file, Exception fault) {
      super(id, String.valueOf(file.getFileName()), FileSource.from(file.toFile()));
      this.fault = fault;
    }

    @Override
    public Type getType() {
      return Type.TEST;
    }
  }

  /** A prediction. */
  private static final class Test extends AbstractTestDescriptor {
    private final Prediction prediction;
    private final SuiteRun run;

    Test(UniqueId id, Prediction prediction, TestSource source, SuiteRun run) {
      super(id, prediction.id(), source);
      this.prediction = prediction;
      this.run = run;
    }

    @Override
    public Type getType() {
      return Type.TEST;
    }

    private TestExecutionResult result() {
      try {
        run.check(prediction);
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
}
