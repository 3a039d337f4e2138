package dev.dramatis.junit;

import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteFinder;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.suite.UnknownSuiteException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/**
 * Runs suites as tests of their own, without a class: a container for a suite, a test for a
 * prediction, each at its line.
 *
 * <p>It takes up files and folders that are selected, the folder {@code suites} of class path roots
 * that are, unique ids of its own, and what the configuration parameter {@code dramatis.suites}
 * names (paths, separated by commas). Of what is selected it takes only files that have the key
 * {@code suite}, since selections are for all engines. Without any of these it finds nothing, so
 * that a project which only has the library on its class path gets no tests from it.
 *
 * <p>The other parameters are those of {@link SuiteTests#of(Path...)}.
 */
public final class DramatisTestEngine implements TestEngine {
  private static final String ID = "dramatis";

  /** The type of a suite's segment in unique ids; its value is the file's path. */
  static final String SUITE = "suite";

  /** The type of a prediction's segment; its value is the prediction's id. */
  static final String PREDICTION = "prediction";

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
    SuiteSelectors selectors = new SuiteSelectors(uniqueId, request);
    Selection selection = selectors.read();
    // Who names tests one by one means these, whatever else is set for every run.
    if (!selectors.isById()) {
      settings.suites().forEach(named -> add(named, selection, engine));
    }
    selection
        .byFile()
        .forEach((file, wanted) -> engine.addChild(suite(uniqueId, file, settings, wanted)));
    return engine;
  }

  private static void add(Path named, Selection selection, EngineDescriptor engine) {
    try {
      SuiteFinder.under(named).forEach(selection::add);
    } catch (UnknownSuiteException e) {
      engine.addChild(
          new FaultyDescriptor(engine.getUniqueId().append(SUITE, named.toString()), named, e));
    }
  }

  private static TestDescriptor suite(
      UniqueId engine, Path file, SuiteSettings settings, Selection.Wanted wanted) {
    UniqueId id = engine.append(SUITE, Selection.shown(file));
    try {
      Suite suite = SuiteLoader.load(file);
      SuiteRun run = new SuiteRun(() -> settings.evaluation(suite));
      SuiteDescriptor container = new SuiteDescriptor(id, suite, run);
      for (Prediction prediction : wanted.of(suite)) {
        container.addChild(
            new PredictionDescriptor(
                id.append(PREDICTION, prediction.id()), suite, prediction, run));
      }
      for (String absent : wanted.notIn(suite)) {
        container.addChild(
            new FaultyDescriptor(
                id.append(PREDICTION, absent),
                file,
                new IllegalArgumentException(absent(suite, absent))));
      }
      return container;
    } catch (InvalidSuiteException e) {
      return new FaultyDescriptor(id, file, e);
    }
  }

  private static String absent(Suite suite, String id) {
    return suite.file()
        + ": no prediction \""
        + id
        + "\". Predictions: "
        + suite.predictions().stream().map(Prediction::id).collect(Collectors.joining(", "))
        + ".";
  }

  @Override
  public void execute(ExecutionRequest request) {
    EngineExecutionListener listener = request.getEngineExecutionListener();
    TestDescriptor engine = request.getRootTestDescriptor();
    listener.executionStarted(engine);
    engine.getChildren().forEach(child -> execute(child, listener));
    listener.executionFinished(engine, TestExecutionResult.successful());
  }

  private static void execute(TestDescriptor descriptor, EngineExecutionListener listener) {
    listener.executionStarted(descriptor);
    TestExecutionResult result = TestExecutionResult.successful();
    if (descriptor instanceof FaultyDescriptor faulty) {
      result = TestExecutionResult.failed(faulty.fault());
    } else if (descriptor instanceof PredictionDescriptor prediction) {
      result = prediction.result();
    } else if (descriptor instanceof SuiteDescriptor suite) {
      suite.getChildren().forEach(child -> execute(child, listener));
      suite
          .run()
          .done()
          .ifPresent(
              done ->
                  listener.reportingEntryPublished(
                      suite,
                      ReportEntry.from("report", done.folder().resolve("report.html").toString())));
    }
    listener.executionFinished(descriptor, result);
  }
}
