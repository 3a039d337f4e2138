package example;

import dev.dramatis.Evaluation;
import dev.dramatis.model.HandedInModel;
import dev.dramatis.run.RunRecord;
import dev.dramatis.verdict.PredictionResult;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.nio.file.Path;

/** Evaluates a model of one's own and prints the verdicts. */
public final class AskOwnModel {
  private AskOwnModel() {}

  /** Any ChatModel of LangChain4j does; this one needs no network. */
  private static final class Reckoner implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder()
          .aiMessage(AiMessage.from("Let me work that out for you. The answer is 42."))
          .build();
    }
  }

  public static void main(String[] arguments) throws Exception {
    RunRecord run =
        Evaluation.of(Path.of("suites/plain-sums.yaml"))
            .model(HandedInModel.of("reckoner", new Reckoner()))
            .reports(Path.of("target/reports"))
            .run();
    for (PredictionResult prediction : run.suite("plain-sums").predictions()) {
      System.out.println(prediction.prediction().id() + ": " + prediction.verdict());
    }
    System.out.println("Report: target/reports/" + run.run() + "/report.html");
  }
}
