package dev.dramatis;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classifiers;
import dev.dramatis.classify.Subject;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.model.Abilities;
import dev.dramatis.model.CallResult;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.HandedInModel;
import dev.dramatis.model.InvalidModelException;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.Limits;
import dev.dramatis.run.RunRecord;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.verdict.Verdict;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a library; what docs/library.md says. */
class LibraryTest {
  private static final Path PAGE = Path.of("docs", "library.md");

  @TempDir private Path folder;
  private Path suite;

  @BeforeEach
  void takeTheSamplesSuite() throws IOException {
    suite = Files.copy(Path.of("samples/library/suites/plain-sums.yaml"), folder.resolve("s.yaml"));
    String text = Files.readString(suite).replace("suite: plain-sums", "suite: s");
    Files.writeString(suite, text);
  }

  private static ChatModel answering(Queue<ChatRequest> heard) {
    return new ChatModel() {
      @Override
      public ChatResponse doChat(ChatRequest request) {
        heard.add(request);
        return ChatResponse.builder()
            .aiMessage(AiMessage.from("Let me work that out for you. The answer is 42."))
            .modelName("own-1")
            .tokenUsage(new TokenUsage(11, 7))
            .finishReason(FinishReason.STOP)
            .build();
      }
    };
  }

  private static String section(String from, String to) throws IOException {
    String page = Files.readString(PAGE);
    int end = page.indexOf(to);
    return page.substring(page.indexOf(from), end < 0 ? page.length() : end);
  }

  private EvaluationBuilder evaluation() throws InvalidSuiteException {
    return Evaluation.of(suite).reports(folder.resolve("reports"));
  }

  @Test
  void aChatModelOfOnesOwnIsAskedAndReportedByItsName() throws Exception {
    Queue<ChatRequest> heard = new ConcurrentLinkedQueue<>();

    RunRecord run = evaluation().model(HandedInModel.of("mine", answering(heard))).run();

    assertThat(run.suites().get(0).primary().verdict()).isEqualTo(Verdict.SUPPORTED);
    assertThat(run.roles()).containsEntry("chat", "handed-in/mine");
    assertThat(run.simulated()).isFalse();
    assertThat(run.counts().served()).containsOnlyKeys("own-1");
    assertThat(run.counts().inputTokens()).hasValue(80L * 11);
    assertThat(run.counts().spendUsd()).isEmpty();
    assertThat(heard).hasSize(80);
    ChatRequest first = heard.element();
    assertThat(first.messages()).hasSize(1).allMatch(UserMessage.class::isInstance);
    assertThat(first.parameters().temperature()).isEqualTo(1.0);
    assertThat(first.parameters().maxOutputTokens()).isEqualTo(60);
    assertThat(Files.readString(folder.resolve("reports/" + run.run() + "/report.html")))
        .contains("handed-in/mine");
  }

  @Test
  void systemTextsAndShotsReachItAsTheyStand() throws Exception {
    Files.writeString(
        suite,
        Files.readString(suite).replace("plain: {}", "plain: {system: \"You are a clerk.\"}"));
    Queue<ChatRequest> heard = new ConcurrentLinkedQueue<>();

    evaluation().model(HandedInModel.of("mine", answering(heard))).run();

    assertThat(heard.element().messages().get(0)).isEqualTo(SystemMessage.from("You are a clerk."));
  }

  @Test
  void whatItCannotDoIsNotTested() throws Exception {
    Files.writeString(
        suite,
        Files.readString(suite)
            .replace("requires: [chat]", "requires: [chat, prefill]")
            .replace("plain: {}", "plain: {prefill: \"The answer\"}"));
    Queue<ChatRequest> heard = new ConcurrentLinkedQueue<>();

    RunRecord run = evaluation().model(HandedInModel.of("mine", answering(heard))).run();

    assertThat(run.suites().get(0).primary().verdict()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(run.suites().get(0).primary().reason()).contains("in chats alone");
    assertThat(heard).isEmpty();
  }

  @Test
  void whatItThrowsIsAFailedTrialAndNoAnswer() throws Exception {
    ChatModel failing =
        new ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest request) {
            throw new RateLimitException("slow down");
          }
        };

    RunRecord run = evaluation().model(HandedInModel.of("mine", failing)).run();

    assertThat(run.suites().get(0).primary().verdict()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(run.counts().failed()).isPositive();
    assertThat(run.counts().failures().keySet()).anyMatch(text -> text.contains("slow down"));
  }

  @Test
  void aStoppedRunIsCarriedOnWithTheModelHandedInAgain() throws Exception {
    Queue<ChatRequest> heard = new ConcurrentLinkedQueue<>();
    HandedInModel mine = HandedInModel.of("mine", answering(heard));
    RunRecord stopped = evaluation().model(mine).limits(Limits.NONE.withMaxCalls(10)).run();
    Path run = folder.resolve("reports").resolve(stopped.run());

    assertThat(stopped.complete()).isFalse();
    assertThat(stopped.suite("s").isUnfinished()).isTrue();
    Resumption without = Evaluation.resuming(run);
    assertThatThrownBy(without::run)
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("handed-in/mine")
        .hasMessageContaining("Evaluation.resuming");
    Resumption another =
        Evaluation.resuming(run).handIn(mine).handIn(HandedInModel.of("other", new ChatModel() {}));
    assertThatThrownBy(another::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("handed-in/other")
        .hasMessageContaining("It asks handed-in/mine");

    RunRecord finished = Evaluation.resuming(run).handIn(mine).run();

    assertThat(finished.complete()).isTrue();
    assertThat(finished.suite("s").prediction("stays-in-character").verdict())
        .isEqualTo(Verdict.SUPPORTED);
    assertThat(heard).hasSize(80);
  }

  @Test
  void aKeyThatAModelSaysIsNowhereInTheRun() throws Exception {
    String key = "house-key-0123456789abcdef";
    ChatModel telling =
        new ChatModel() {
          private final AtomicInteger calls = new AtomicInteger();

          @Override
          public ChatResponse doChat(ChatRequest request) {
            if (calls.incrementAndGet() % 20 == 0) {
              throw new RateLimitException("too many calls with " + key);
            }
            return ChatResponse.builder().aiMessage(AiMessage.from("My key is " + key)).build();
          }
        };

    RunRecord run = evaluation().model(HandedInModel.of("mine", telling).hiding(key)).run();

    assertThat(run.counts().failed()).isEqualTo(4);
    try (Stream<Path> files = Files.walk(folder.resolve("reports").resolve(run.run()))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain(key);
      }
    }
  }

  @Test
  void whatARunCouldNotSayTrulyIsRefusedBeforeItBegins() throws Exception {
    ChatModel model = answering(new ConcurrentLinkedQueue<>());
    HandedInModel mine = HandedInModel.of("mine", model);
    EvaluationBuilder base = evaluation();
    Endpoint inDisguise =
        new Endpoint() {
          @Override
          public ModelName name() {
            return ModelName.parse("openai/gpt-4.1");
          }

          @Override
          public CallResult ask(dev.dramatis.model.ChatRequest request) {
            throw new AssertionError("asked");
          }
        };
    EvaluationBuilder twice = evaluation().model("chat", mine);
    HandedInModel namesake = HandedInModel.of("mine", model);

    assertThatThrownBy(() -> base.model(inDisguise)).hasMessageContaining("handed-in/NAME");
    assertThatThrownBy(() -> twice.judge(namesake)).hasMessageContaining("two models");
    EvaluationBuilder recorded =
        evaluation()
            .model(mine)
            .calls(
                new CallSettings(
                    RetryPolicy.standard(),
                    false,
                    false,
                    Optional.of(folder.resolve("tape")),
                    Optional.empty(),
                    Abilities.NONE,
                    Map.of()));
    assertThatThrownBy(recorded::run).hasMessageContaining("neither recorded nor replayed");
    EvaluationBuilder priced = evaluation().model(mine).limits(Limits.NONE.withMaxSpendUsd(5));
    assertThatThrownBy(priced::run)
        .hasMessageContaining("the price of handed-in/mine is not known");
    assertThat(folder.resolve("reports")).doesNotExist();
  }

  @Test
  void everyProblemOfEverySuiteIsToldAtOnce() throws Exception {
    Path folderOfSuites = Files.createDirectory(folder.resolve("broken"));
    String text = Files.readString(suite);
    Files.writeString(
        folderOfSuites.resolve("a.yaml"),
        text.replace("suite: s", "suite: a").replace("below: 0.5", "belwo: 0.5"));
    Files.writeString(
        folderOfSuites.resolve("b.yaml"),
        text.replace("suite: s", "suite: b").replace("rate: plain", "rate: plane"));

    assertThatThrownBy(() -> Evaluation.of(folderOfSuites))
        .isInstanceOf(InvalidSuiteException.class)
        .hasMessageContaining("a.yaml:")
        .hasMessageContaining("belwo")
        .hasMessageContaining("b.yaml:")
        .hasMessageContaining("plane");
  }

  @Test
  void trainedModelsAreNamedOnceForEverySeed() throws Exception {
    EvaluationRequest request =
        Evaluation.of(Path.of("suites/narrow-harm-broad-shift.yaml"))
            .model("simulated/psm")
            .model("narrow", "simulated/psm")
            .model("narrow", "simulated/null")
            .model("narrow", "simulated/lookup")
            .request();

    assertThat(request.roles())
        .containsEntry("narrow-harm-broad-shift/narrow[seed=1]", ModelName.parse("simulated/psm"))
        .containsEntry("narrow-harm-broad-shift/narrow[seed=2]", ModelName.parse("simulated/null"))
        .containsEntry(
            "narrow-harm-broad-shift/narrow[seed=3]", ModelName.parse("simulated/lookup"));
  }

  @Test
  void resultsAreFoundByTheirNames() throws Exception {
    RunRecord run = evaluation().run();

    assertThat(run.simulated()).isTrue();
    assertThat(run.suite("s").primary()).isEqualTo(run.suite("s").prediction("stays-in-character"));
    assertThatThrownBy(() -> run.suite("t")).hasMessageContaining("Suites: s.");
    assertThatThrownBy(() -> run.suite("s").prediction("leaves"))
        .hasMessageContaining("Predictions: stays-in-character, never-breaks-at-all.");
  }

  @Test
  void aClassifierIsWhereThePageSays() throws Exception {
    String section = section("## Adding a classifier", "## Adding a provider");
    Matcher file =
        Pattern.compile("`((?:suite|classify|schema)/[A-Za-z.]+\\.(java|json))`").matcher(section);
    int files = 0;
    while (file.find()) {
      files++;
      Path java = Path.of("src/main/java/dev/dramatis").resolve(file.group(1));
      Path resource = Path.of("src/main/resources").resolve(file.group(1));
      Path there = file.group(2).equals("java") ? java : resource;
      assertThat(there).isRegularFile();
      assertThat(Files.readString(there)).containsIgnoringCase("contains");
    }
    assertThat(files).isEqualTo(5);
    Files.writeString(
        suite,
        Files.readString(suite)
            .replace("voice: {kind: voice}", "voice: {kind: contains, any: [answer]}")
            .replace("is: [base-like, persona]", "is: [match]"));
    var spec = SuiteLoader.load(suite).classifiers().values().iterator().next();
    Classification label =
        Classifiers.of(spec)
            .classify(
                new Subject(
                    Optional.empty(),
                    "The answer is 42.",
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty()));

    assertThat(label)
        .isInstanceOfSatisfying(
            Classification.Labelled.class,
            labelled -> assertThat(labelled.label()).isEqualTo("match"));
  }

  @Test
  void aServerOfOpenAisDialectIsAProviderByItsAddress() throws Exception {
    WireMockServer server = new WireMockServer(options().dynamicPort());
    server.start();
    try {
      server.stubFor(
          post(urlEqualTo("/v1/chat/completions"))
              .willReturn(
                  okJson(
                      """
                      {"model": "small-1", "choices": [{"message": {"role": "assistant",
                       "content": "That makes 42."}, "finish_reason": "stop"}]}""")));

      RunRecord run =
          evaluation()
              .model("openai-compatible/small@http://127.0.0.1:" + server.port() + "/v1")
              .run();

      assertThat(run.suites().get(0).primary().verdict()).isEqualTo(Verdict.SUPPORTED);
      assertThat(run.counts().served()).containsOnlyKeys("small-1");
    } finally {
      server.stop();
    }
  }

  @Test
  void aProvidersFilesAreWhereThePageSays() throws IOException {
    String section = section("## Adding a provider", "\u0000");
    List<String> files =
        Pattern.compile("`(model/[A-Za-z]+\\.java)`")
            .matcher(section)
            .results()
            .map(file -> file.group(1))
            .toList();

    assertThat(files).hasSizeGreaterThan(4);
    for (String file : files) {
      assertThat(Path.of("src/main/java/dev/dramatis").resolve(file)).isRegularFile();
    }
  }

  @Test
  void aRoleThatNoSuiteHasIsNamed() throws Exception {
    EvaluationBuilder builder = evaluation().model("bass", "simulated/psm");

    assertThatThrownBy(builder::request)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bass")
        .hasMessageContaining("chat");
  }
}
