package dev.dramatis.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.dramatis.Evaluation;
import dev.dramatis.model.HandedInModel;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Suites on the JUnit Platform, in the simulated world. */
class DramatisTestEngineTest {
  private static final String SUITE =
      """
      suite: small
      title: An Assistant stays itself
      claim: Plain questions are answered by the Assistant.
      source: {work: "A test", section: "1"}
      requires: [chat]
      drawnFrom: products of two numbers
      arms:
        asked: {}
      probes:
      %s
      classifiers:
        voice: {kind: voice}
      predictions:
        stays:
          role: primary
          bearing: derived
          says: Hardly any answer is another's.
          contrast: {rate: asked}
          measure: {classifier: voice, is: [base-like, persona]}
          below: 0.5
          ifSupported: It stays.
          ifContradicted: It leaves.
          rivals: [answer relevance]
        leaves:
          role: secondary
          bearing: derived
          says: Nearly all answers are another's.
          contrast: {rate: asked}
          measure: {classifier: voice, is: [base-like, persona]}
          above: 0.9
          ifSupported: It leaves.
          ifContradicted: It stays.
          rivals: [answer relevance]
        undecided:
          role: secondary
          bearing: derived
          says: Fewer than one in a hundred answers are another's.
          contrast: {rate: asked}
          measure: {classifier: voice, is: [base-like, persona]}
          below: 0.01
          ifSupported: It stays.
          ifContradicted: It leaves.
          rivals: [answer relevance]
      sampling: {repeats: 2, temperature: 1.0, maxTokens: 100}
      """;

  @TempDir private Path folder;
  private Path suites;
  private Path suite;

  @BeforeEach
  void writeSuite() throws IOException {
    StringBuilder probes = new StringBuilder();
    for (int i = 1; i <= 24; i++) {
      probes.append("  - {id: q%d, text: \"What is %d times %d?\"}\n".formatted(i, i, i + 1));
    }
    suites = Files.createDirectories(folder.resolve("suites"));
    suite = suites.resolve("small.yaml");
    Files.writeString(suite, SUITE.formatted(probes.toString().stripTrailing()));
  }

  private EngineTestKit.Builder engine() {
    return EngineTestKit.engine("dramatis")
        .configurationParameter("dramatis.reports", folder.resolve("reports").toString());
  }

  private String named(String id) throws IOException {
    return Files.readString(suite).replace("suite: small", "suite: " + id);
  }

  private static Throwable failure(Event finished) {
    return finished.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
  }

  private static Event finished(EngineExecutionResults results, String prediction) {
    return results
        .testEvents()
        .finished()
        .filter(event -> event.getTestDescriptor().getDisplayName().equals(prediction))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void supportedPassesContradictedFailsAndTheRestIsAborted() {
    EngineExecutionResults results = engine().selectors(selectFile(suite.toFile())).execute();

    results
        .testEvents()
        .assertStatistics(statistics -> statistics.started(3).succeeded(1).failed(1).aborted(1));
    Throwable failure =
        finished(results, "leaves")
            .getRequiredPayload(TestExecutionResult.class)
            .getThrowable()
            .orElseThrow();
    assertThat(failure)
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("CONTRADICTED")
        .hasMessageContaining("claimed above 0.9")
        .hasMessageContaining("% from +0.000 to ")
        .hasMessageContaining("small.yaml:")
        .hasMessageContaining("report.html");
    assertThat(
            finished(results, "undecided")
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow())
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("INCONCLUSIVE");
    assertThat(folder.resolve("reports")).isDirectoryContaining(path -> true);
  }

  @Test
  void everyPredictionPointsAtItsLine() throws IOException {
    EngineExecutionResults results = engine().selectors(selectDirectory(suites.toFile())).execute();
    List<String> lines = Files.readAllLines(suite);

    TestSource source = finished(results, "leaves").getTestDescriptor().getSource().orElseThrow();
    var position = ((FileSource) source).getPosition().orElseThrow();
    assertThat(lines.get(position.getLine() - 1).strip()).isEqualTo("leaves:");
  }

  @Test
  void onePredictionIsFoundAgainByItsUniqueId() {
    TestDescriptor found =
        finished(engine().selectors(selectFile(suite.toFile())).execute(), "stays")
            .getTestDescriptor();

    EngineExecutionResults again =
        engine().selectors(selectUniqueId(found.getUniqueId())).execute();

    again.testEvents().assertStatistics(statistics -> statistics.started(1).succeeded(1));
    assertThat(finished(again, "stays").getTestDescriptor().getUniqueId())
        .isEqualTo(found.getUniqueId());
  }

  @Test
  void aPredictionIsFoundByItsLineToo() throws IOException {
    List<String> lines = Files.readAllLines(suite);
    int within = lines.indexOf("  leaves:") + 4;

    EngineExecutionResults results =
        engine().selectors(selectFile(suite.toFile(), FilePosition.from(within))).execute();

    results.testEvents().assertStatistics(statistics -> statistics.started(1).failed(1));
    assertThat(finished(results, "leaves").getTestDescriptor().getTags())
        .containsExactly(TestTag.create("secondary"));
  }

  @Test
  void selectionsAddUpAndNoSuiteIsRunTwice() throws IOException {
    Path other = Files.writeString(suite.resolveSibling("other.yaml"), named("other"));
    UniqueId one =
        UniqueId.forEngine("dramatis")
            .append("suite", other.toString())
            .append("prediction", "stays");

    engine()
        .selectors(
            selectFile(suite.toFile()),
            selectFile(suites.resolve("../suites/small.yaml").toFile()),
            selectUniqueId(one))
        .execute()
        .testEvents()
        .assertStatistics(statistics -> statistics.started(4).succeeded(2));
    engine()
        .selectors(selectDirectory(suites.toFile()), selectUniqueId(one))
        .execute()
        .testEvents()
        .assertStatistics(statistics -> statistics.started(6));
  }

  @Test
  void idsAreReadBehindThoseOfAnEngineThatRunsThisOne() {
    UniqueId above =
        UniqueId.parse("[engine:junit-platform-suite]/[suite:example.EngineTest]")
            .append("engine", "dramatis");
    UniqueId wanted = above.append("suite", suite.toString()).append("prediction", "undecided");

    TestDescriptor found =
        new DramatisTestEngine()
            .discover(
                LauncherDiscoveryRequestBuilder.request().selectors(selectUniqueId(wanted)).build(),
                above);

    assertThat(found.getDescendants())
        .filteredOn(TestDescriptor::isTest)
        .extracting(TestDescriptor::getUniqueId)
        .containsExactly(wanted);
  }

  @Test
  void anIdOfAPredictionThatIsGoneSaysWhichThereAre() {
    UniqueId gone =
        UniqueId.forEngine("dramatis")
            .append("suite", suite.toString())
            .append("prediction", "gone");

    EngineExecutionResults results = engine().selectors(selectUniqueId(gone)).execute();

    results.testEvents().assertStatistics(statistics -> statistics.started(1).failed(1));
    assertThat(failure(finished(results, "small.yaml")))
        .hasMessageContaining("no prediction \"gone\". Predictions: stays, leaves, undecided.");
    assertThat(folder.resolve("reports")).doesNotExist();
  }

  @Test
  void suitesOfAClassPathRootAreFoundInTheirFolder() {
    engine()
        .selectors(selectClasspathRoots(Set.of(folder)).get(0))
        .execute()
        .testEvents()
        .assertStatistics(statistics -> statistics.started(3));
  }

  @Test
  void otherPeoplesYamlIsLeftAlone() throws IOException {
    Path compose =
        Files.writeString(suite.resolveSibling("compose.yaml"), "services:\n  suite: {image: x}\n");
    Files.delete(suite);

    engine()
        .selectors(
            selectDirectory(suites.toFile()),
            selectFile(compose.toFile()),
            selectClasspathRoots(Set.of(folder)).get(0))
        .execute()
        .testEvents()
        .assertStatistics(statistics -> statistics.started(0));
  }

  @Test
  void aContainerSaysWhoIsAskedAndWhereTheReportIs() {
    EngineExecutionResults results =
        engine()
            .configurationParameter("dramatis.model", "simulated/null")
            .selectors(selectFile(suite.toFile()))
            .execute();

    assertThat(results.containerEvents().started().map(Event::getTestDescriptor))
        .extracting(TestDescriptor::getDisplayName)
        .containsExactly("Dramatis", "small (simulated/null)");
    assertThat(
            results
                .containerEvents()
                .reportingEntryPublished()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .map(entry -> Path.of(String.valueOf(entry.getKeyValuePairs().get("report")))))
        .singleElement()
        .satisfies(report -> assertThat(report).isRegularFile());
  }

  @Test
  void parametersThatCannotBeRightAreFaults() {
    for (String[] parameter :
        new String[][] {
          {"dramatis.max-calls", "many"},
          {"dramatis.model", "openai"},
          {"dramatis.model", "simulated/psm,simulated/null"},
          {"dramatis.model", "bass=simulated/psm"},
          {"dramatis.model", "handed-in/house"}
        }) {
      EngineExecutionResults results =
          engine()
              .configurationParameter(parameter[0], parameter[1])
              .selectors(selectFile(suite.toFile()))
              .execute();

      results.testEvents().assertStatistics(statistics -> statistics.started(3).failed(3));
      assertThat(failure(finished(results, "stays")))
          .as(parameter[1])
          .isNotInstanceOf(AssertionError.class);
    }
    EngineExecutionResults nowhere =
        engine()
            .configurationParameter("dramatis.suites", folder.resolve("nowhere").toString())
            .execute();
    assertThat(failure(finished(nowhere, "nowhere"))).hasMessageContaining("nowhere");
  }

  @Test
  void callsThatFailAreAFaultEvenIfTheRunCameToItsEnd() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    ChatModel everyOther =
        new ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest request) {
            if (calls.incrementAndGet() % 2 == 0) {
              throw new RateLimitException("slow\u001b[2J down");
            }
            return ChatResponse.builder().aiMessage(AiMessage.from("That is 42.")).build();
          }
        };
    Factory.tests =
        () ->
            SuiteTests.of(
                Evaluation.of(suite)
                    .model(HandedInModel.of("house", everyOther))
                    .concurrency(1)
                    .reports(folder.resolve("reports")));

    EngineExecutionResults results = factory();

    results.testEvents().assertStatistics(statistics -> statistics.started(3).failed(3));
    assertThat(failure(finished(results, "stays")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("48 of 48 trials were asked, 24 failed")
        .hasMessageContaining("slow·[2J down");
  }

  @Test
  void oneRunServesAllSuitesThatWerePutTogether() throws IOException {
    Files.writeString(suite.resolveSibling("other.yaml"), named("other"));
    Factory.tests = () -> SuiteTests.of(Evaluation.of(suites).reports(folder.resolve("reports")));

    factory()
        .testEvents()
        .assertStatistics(statistics -> statistics.started(6).succeeded(2).failed(2).aborted(2));

    try (Stream<Path> runs = Files.list(folder.resolve("reports"))) {
      assertThat(runs).hasSize(1);
    }
  }

  @Test
  void nothingIsRunForTestsThatNobodyStarts() throws Exception {
    List<DynamicNode> nodes =
        SuiteTests.of(Evaluation.of(suite).reports(folder.resolve("reports"))).toList();

    assertThat(nodes)
        .extracting(DynamicNode::getDisplayName)
        .containsExactly("small (simulated/psm)");
    assertThat(folder.resolve("reports")).doesNotExist();
  }

  @Test
  void aParameterNamesSuitesWhereOnlyClassesAreSelected() {
    engine()
        .configurationParameter("dramatis.suites", suites.toString())
        .selectors(selectClass(DramatisTestEngineTest.class))
        .execute()
        .testEvents()
        .assertStatistics(statistics -> statistics.started(3));
  }

  @Test
  void aProjectThatOnlyHasTheLibraryGetsNoTests() {
    engine()
        .selectors(selectClass(DramatisTestEngineTest.class))
        .execute()
        .testEvents()
        .assertStatistics(statistics -> statistics.started(0));
  }

  @Test
  void aSuiteThatIsNotValidIsAFaultWithItsPlace() throws IOException {
    Files.writeString(suite, Files.readString(suite).replace("below: 0.5", "belwo: 0.5"));

    EngineExecutionResults results = engine().selectors(selectFile(suite.toFile())).execute();

    results.testEvents().assertStatistics(statistics -> statistics.started(1).failed(1));
    assertThat(
            finished(results, "small.yaml")
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow())
        .isNotInstanceOf(AssertionError.class)
        .hasMessageContaining("small.yaml:")
        .hasMessageContaining("belwo");
  }

  @Test
  void anEndpointThatIsNotThereIsAFaultAndNoVerdict() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    EngineExecutionResults results =
        engine()
            .configurationParameter(
                "dramatis.model", "openai-compatible/none@http://127.0.0.1:" + closed + "/v1")
            .configurationParameter("dramatis.max-calls", "1")
            .selectors(selectFile(suite.toFile()))
            .execute();

    results.testEvents().assertStatistics(statistics -> statistics.started(3).failed(3));
    assertThat(
            finished(results, "stays")
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("incomplete");
  }

  @Test
  void aTestFactoryHasAContainerForEverySuite() {
    Factory.tests = () -> SuiteTests.of(suite);
    System.setProperty("dramatis.reports", folder.resolve("reports").toString());
    try {
      factory()
          .testEvents()
          .assertStatistics(statistics -> statistics.started(3).succeeded(1).failed(1).aborted(1));
    } finally {
      System.clearProperty("dramatis.reports");
    }
  }

  private static EngineExecutionResults factory() {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(Factory.class)).execute();
  }

  /** What a user writes; run by the tests above alone. */
  static class Factory {
    static Callable<Stream<DynamicNode>> tests = Stream::empty;

    @TestFactory
    Stream<DynamicNode> suites() throws Exception {
      return tests.call();
    }
  }
}
