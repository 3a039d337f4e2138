package dev.dramatis.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a model of LangChain4j's answered. What LangChain4j has no word for, such as a refusal
 * beside the text or the body that was sent, is absent.
 */
final class HandedInReply {
  private final String model;

  /**
   * A reader.
   *
   * @param model the name that was asked for
   */
  HandedInReply(String model) {
    this.model = model;
  }

  CallResult read(@Nullable ChatResponse answer, Duration latency) {
    if (answer == null || answer.aiMessage() == null) {
      return new FailedCall(
          FailedCall.Kind.RETRYABLE, OptionalInt.empty(), "the model gave no message", 1);
    }
    AiMessage message = answer.aiMessage();
    String text = message.text() == null ? "" : message.text();
    List<ToolCall> calls = calls(message);
    return response(
        outcome(answer.finishReason(), text, calls),
        text,
        calls,
        Optional.ofNullable(answer.finishReason()).map(FinishReason::name),
        usage(answer.tokenUsage()),
        Served.UNKNOWN
            .withModel(Optional.ofNullable(answer.modelName()))
            .withRequestId(Optional.ofNullable(answer.id())),
        latency);
  }

  /** The model's provider let nothing through, which LangChain4j tells by an exception. */
  Response filtered(Duration latency) {
    return response(
        Response.Outcome.REFUSAL,
        "",
        List.of(),
        Optional.of(FinishReason.CONTENT_FILTER.name()),
        Usage.UNKNOWN,
        Served.UNKNOWN,
        latency);
  }

  private static Response.Outcome outcome(
      @Nullable FinishReason reason, String text, List<ToolCall> calls) {
    if (reason == FinishReason.CONTENT_FILTER) {
      return Response.Outcome.REFUSAL;
    }
    if (reason == FinishReason.LENGTH) {
      return Response.Outcome.TRUNCATED;
    }
    return text.isBlank() && calls.isEmpty() ? Response.Outcome.EMPTY : Response.Outcome.TEXT;
  }

  /** A model that has tools of its own may call one, although none was offered. */
  private static List<ToolCall> calls(AiMessage message) {
    return message.toolExecutionRequests().stream()
        .map(
            call ->
                new ToolCall(
                    call.name() == null ? ToolCall.UNREADABLE : call.name(),
                    call.arguments() == null ? "{}" : call.arguments()))
        .toList();
  }

  private Response response(
      Response.Outcome outcome,
      String text,
      List<ToolCall> calls,
      Optional<String> finishReason,
      Usage usage,
      Served served,
      Duration latency) {
    return new Response(
        outcome,
        text,
        calls,
        outcome == Response.Outcome.REFUSAL
            ? Optional.of(Response.RefusalSource.PROVIDER_FILTER)
            : Optional.empty(),
        finishReason,
        usage,
        model,
        served,
        List.of(),
        "",
        1,
        latency);
  }

  private static Usage usage(@Nullable TokenUsage usage) {
    return usage == null
        ? Usage.UNKNOWN
        : new Usage(
            count(usage.inputTokenCount()),
            OptionalLong.empty(),
            count(usage.outputTokenCount()),
            OptionalLong.empty());
  }

  private static OptionalLong count(@Nullable Integer tokens) {
    return tokens == null ? OptionalLong.empty() : OptionalLong.of(tokens);
  }
}
