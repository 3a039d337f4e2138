package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.Evaluation;
import dev.dramatis.model.HandedInModel;
import dev.dramatis.run.Limits;
import dev.dramatis.run.RunRecord;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/library.md says of the command line. */
class LibraryPageTest {
  private static final Path PAGE = Path.of("docs/library.md");
  private static final Pattern STEP = Pattern.compile("(?m)^\\d\\. `\\./dramatis ([^`]+)`");

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void writeASuiteOfOnesOwn() throws IOException {
    cli = new Cli(folder);
    cli.write(
        "suites/mine.yaml",
        Files.readString(Path.of("samples/library/suites/plain-sums.yaml"))
            .replace("suite: plain-sums", "suite: mine"));
  }

  @Test
  void aSuiteIsAFileAndNothingElse() throws IOException {
    String page = Files.readString(PAGE);
    List<String> steps =
        STEP.matcher(page.substring(page.indexOf("## Adding a suite")))
            .results()
            .map(step -> step.group(1).replace("ID", "mine").replace("…", "simulated/psm"))
            .toList();

    assertThat(steps).hasSize(3);
    for (String step : steps) {
      Cli.Called called = cli.call(step.split(" ", -1));
      assertThat(called.code()).as(step + called.err()).isZero();
    }
    assertThat(cli.call("run", "mine").out()).containsPattern("\\* stays-in-character +SUPPORTED");
  }

  @Test
  void aModelThatAProgramHandedInCannotBeNamedHere() throws Exception {
    ChatModel model =
        new ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest request) {
            return ChatResponse.builder().aiMessage(AiMessage.from("42")).build();
          }
        };
    RunRecord stopped =
        Evaluation.of(folder.resolve("suites"))
            .model(HandedInModel.of("mine", model))
            .limits(Limits.NONE.withMaxCalls(10))
            .reports(folder.resolve("reports"))
            .run();
    String run = folder.resolve("reports").resolve(stopped.run()).toString();

    for (List<String> arguments :
        List.of(
            List.of("resume", run),
            List.of("run", "mine", "--model", "handed-in/mine"),
            List.of("probe", "handed-in/mine", "Hello?"))) {
      Cli.Called called = cli.call(arguments.toArray(String[]::new));

      assertThat(called.code()).isEqualTo(2);
      assertThat(called.err())
          .contains("handed-in/mine is a model that a program hands in", "docs/library.md");
    }
    assertThat(cli.call("report", run).out()).contains("stays-in-character");
    cli.write("dramatis.yaml", "endpoints:\n  mine: {model: handed-in/mine}\n");
    assertThat(cli.call("doctor").err() + cli.call("run", "mine").err())
        .contains("dramatis.yaml:2:", "no file can open it");
  }
}
