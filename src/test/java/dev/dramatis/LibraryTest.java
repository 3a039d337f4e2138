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
import dev.dramatis.model.HandedInModel;
import dev.dramatis.model.InvalidModelException;
import dev.dramatis.run.Limits;
import dev.dramatis.run.Progress;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.StopSignal;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Suite;
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
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    Limits few =
        new Limits(
            java.util.OptionalDouble.empty(),
            java.util.OptionalLong.of(10),
            Optional.empty(),
            java.util.OptionalLong.empty());
    RunRecord stopped = evaluation().model(mine).limits(few).run();
    Path run = folder.resolve("reports").resolve(stopped.run());
    Environment environment = Environment.read(Map.of(), folder);
    Clock clock = Clock.systemUTC();

    assertThat(stopped.complete()).isFalse();
    assertThatThrownBy(
            () ->
                Evaluation.resume(
                    run,
                    false,
                    Optional.empty(),
                    Limits.NONE,
                    CallSettings.standard(),
                    environment,
                    clock))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("the program that hands it in");
    try (Evaluation again =
        Evaluation.resume(
            run,
            false,
            Optional.empty(),
            Limits.NONE,
            CallSettings.standard(),
            Map.of("handed-in/mine", mine),
            environment,
            clock)) {
      assertThat(again.run(Progress.NONE, new StopSignal()).complete()).isTrue();
    }
    assertThat(heard).hasSize(80);
  }

  @Test
  void aSuiteIsAFileAndNothingElse() throws Exception {
    Suite loaded = SuiteLoader.load(suite);

    RunRecord run = evaluation().run();

    assertThat(loaded.predictions()).hasSize(2);
    assertThat(run.simulated()).isTrue();
    assertThat(run.suites().get(0).primary().verdict()).isEqualTo(Verdict.SUPPORTED);
  }

  @Test
  void aClassifierIsWhereThePageSays() throws Exception {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf("## Adding a classifier"));
    section = section.substring(0, section.indexOf("## Adding a provider"));
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
  void thePageShowsTheSamplesOwnCode() throws Exception {
    List<String> program =
        Files.readAllLines(Path.of("samples/library/src/main/java/example/AskOwnModel.java"))
            .stream()
            .map(String::strip)
            .toList();
    String page = Files.readString(PAGE);
    String code = page.substring(page.indexOf("```java") + 7);
    code = code.substring(0, code.indexOf("```"));

    assertThat(program)
        .containsAll(
            Arrays.stream(code.split("\n", -1))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList());
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
