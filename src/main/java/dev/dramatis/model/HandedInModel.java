package dev.dramatis.model;

import dev.dramatis.suite.Capability;
import dev.dramatis.suite.Parameters;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
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
 * A chat model of LangChain4j's that a program hands in, whatever it asks in the end. Messages,
 * temperature, top p, stop texts and the greatest length go to it; a seed does not, since
 * LangChain4j has no common place for one. It can be asked in chats alone.
 *
 * <p>The model must be safe for use by many threads at once, as LangChain4j's own are. Retries and
 * time limits are the model's; a failed call is not made again here.
 */
public final class HandedInModel implements Endpoint {
  private final ModelName name;
  private final ChatModel model;

  private HandedInModel(ModelName name, ChatModel model) {
    this.name = name;
    this.model = model;
  }

  /**
   * The model under a name of one's own, which stands in runs and reports as {@code
   * handed-in/NAME}.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public static HandedInModel of(String name, ChatModel model) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a model is handed in with a name");
    }
    return new HandedInModel(ModelName.parse(ModelName.HANDED_IN + "/" + name), model);
  }

  @Override
  public ModelName name() {
    return name;
  }

  @Override
  public Ability can(Capability capability) {
    return capability == Capability.CHAT
        ? new Ability.Able("it is asked so")
        : new Ability.Unable("a model that a program hands in is asked in chats alone");
  }

  @Override
  public CallResult ask(ChatRequest request) throws InterruptedException {
    if (request.needs() != Capability.CHAT) {
      return FailedCall.refused(
          new Ability.Unable("a model that a program hands in is asked in chats alone"));
    }
    long began = System.nanoTime();
    try {
      ChatResponse answer = model.chat(convert(request));
      return response(answer, Duration.ofNanos(System.nanoTime() - began));
    } catch (ContentFilteredException e) {
      return filtered(Duration.ofNanos(System.nanoTime() - began));
    } catch (RuntimeException e) {
      // What a stranger's model throws must not sink a run; it is counted and told.
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("interrupted while " + name.label() + " was asked");
      }
      return new FailedCall(
          kind(e), OptionalInt.empty(), e.getClass().getSimpleName() + ": " + e.getMessage(), 1);
    }
  }

  private static FailedCall.Kind kind(RuntimeException e) {
    if (e instanceof AuthenticationException || e instanceof ModelNotFoundException) {
      return FailedCall.Kind.UNUSABLE_ENDPOINT;
    }
    return e instanceof NonRetriableException || !(e instanceof LangChain4jException)
        ? FailedCall.Kind.FATAL
        : FailedCall.Kind.RETRYABLE;
  }

  private static dev.langchain4j.model.chat.request.ChatRequest convert(ChatRequest request) {
    Parameters asked = request.parameters();
    var parameters = DefaultChatRequestParameters.builder().maxOutputTokens(asked.maxTokens());
    asked.temperature().ifPresent(parameters::temperature);
    asked.topP().ifPresent(parameters::topP);
    if (!asked.stop().isEmpty()) {
      parameters.stopSequences(asked.stop());
    }
    return dev.langchain4j.model.chat.request.ChatRequest.builder()
        .messages(request.messages().stream().map(LangChainChat::convert).toList())
        .parameters(parameters.build())
        .build();
  }

  private Response response(ChatResponse answer, Duration latency) {
    AiMessage message = answer.aiMessage();
    String text = message.text() == null ? "" : message.text();
    FinishReason reason = answer.finishReason();
    Response.Outcome outcome =
        reason == FinishReason.CONTENT_FILTER
            ? Response.Outcome.REFUSAL
            : reason == FinishReason.LENGTH
                ? Response.Outcome.TRUNCATED
                : text.isBlank() ? Response.Outcome.EMPTY : Response.Outcome.TEXT;
    return response(
        outcome,
        text,
        Optional.ofNullable(reason).map(FinishReason::name),
        usage(answer.tokenUsage()),
        Optional.ofNullable(answer.modelName()),
        latency);
  }

  private Response filtered(Duration latency) {
    return response(
        Response.Outcome.REFUSAL,
        "",
        Optional.of(FinishReason.CONTENT_FILTER.name()),
        Usage.UNKNOWN,
        Optional.empty(),
        latency);
  }

  private Response response(
      Response.Outcome outcome,
      String text,
      Optional<String> finishReason,
      Usage usage,
      Optional<String> served,
      Duration latency) {
    return new Response(
        outcome,
        text,
        List.of(),
        outcome == Response.Outcome.REFUSAL
            ? Optional.of(Response.RefusalSource.PROVIDER_FILTER)
            : Optional.empty(),
        finishReason,
        usage,
        name.name(),
        Served.UNKNOWN.withModel(served),
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
