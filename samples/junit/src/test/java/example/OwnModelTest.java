package example;

import dev.dramatis.Evaluation;
import dev.dramatis.junit.SuiteTests;
import dev.dramatis.model.HandedInModel;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** A suite with a model of one's own, as an application would hand in the one that it uses. */
class OwnModelTest {
  /** Any ChatModel of LangChain4j does; this one needs no network. */
  private static final class Reckoner implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder()
          .aiMessage(AiMessage.from("Let me work that out for you. The answer is 42."))
          .build();
    }
  }

  @TestFactory
  Stream<DynamicNode> suites() throws Exception {
    return SuiteTests.of(
        Evaluation.of(Path.of("suites/plain-sums.yaml"))
            .model(HandedInModel.of("reckoner", new Reckoner()))
            .reports(Path.of("target/dramatis")));
  }
}
