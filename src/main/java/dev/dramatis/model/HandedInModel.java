package dev.dramatis.model;

import dev.dramatis.http.Redactor;
import dev.dramatis.suite.Capability;
import dev.dramatis.suite.Parameters;
import dev.dramatis.suite.Speaker;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chat model of LangChain4j's that a program hands in, whatever it asks in the end. Messages,
 * temperature, top p, stop texts and the greatest length go to it; a seed does not, since
 * LangChain4j has no common place for one. It can be asked in chats alone.
 *
 * <p>The model must be safe for use by many threads at once, as LangChain4j's own are. Retries and
 * time limits are the model's; a failed call is not made again here. Nothing is logged.
 */
public final class HandedInModel implements Endpoint {
  /** A word that can stand in a report, a command and a table as it is. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+/-]{0,99}");

  /**
   * Begun turns and raw text have no place in LangChain4j's requests, and its types for tools hold
   * a part of JSON Schema only, so that a model might be offered another tool than the suite's.
   */
  private static final Ability.Unable CHATS_ALONE =
      new Ability.Unable("a model that a program hands in is asked in chats alone");

  private static final Ability.Unable NO_BLANK_SYSTEM_TEXT =
      new Ability.Unable("LangChain4j has no blank system text; leave it out of the arm");

  private final ModelName name;
  private final ChatModel model;
  private final List<String> secrets;
  private final ServerWords words;

  private HandedInModel(ModelName name, ChatModel model, List<String> secrets) {
    this.name = name;
    this.model = model;
    this.secrets = List.copyOf(secrets);
    Redactor redactor = new Redactor();
    secrets.forEach(redactor::register);
    this.words = new ServerWords(redactor);
  }

  /**
   * The model under a name of one's own, which stands in runs and reports as {@code
   * handed-in/NAME}. A trial is known by it, so another model deserves another name.
   *
   * @throws IllegalArgumentException if the name is none, saying what one looks like
   */
  public static HandedInModel of(String name, ChatModel model) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is no name for a model that is handed in: up to 100 letters, digits and . _ : +"
              + " / -, such as house-model-2.");
    }
    return new HandedInModel(ModelName.parse(ModelName.HANDED_IN + "/" + name), model, List.of());
  }

  /**
   * The same model with a key of its own, which is taken out of everything that a run writes should
   * the model say it in a reply or an exception. The program does not know it otherwise.
   */
  public HandedInModel hiding(String secret) {
    List<String> more = new ArrayList<>(secrets);
    more.add(secret);
    return new HandedInModel(name, model, more);
  }

  /** The keys that are to be taken out of what is written. */
  public List<String> secrets() {
    return secrets;
  }

  @Override
  public ModelName name() {
    return name;
  }

  @Override
  public Ability can(Capability capability) {
    return capability == Capability.CHAT ? new Ability.Able("it is asked so") : CHATS_ALONE;
  }

  @Override
  public CallResult ask(ChatRequest request) throws InterruptedException {
    if (request.needs() != Capability.CHAT) {
      return FailedCall.refused(CHATS_ALONE);
    }
    if (hasBlankSystemText(request)) {
      return FailedCall.refused(NO_BLANK_SYSTEM_TEXT);
    }
    HandedInReply reader = new HandedInReply(name.name());
    long began = System.nanoTime();
    try {
      @Nullable ChatResponse answer = model.chat(convert(request));
      return reader.read(answer, Duration.ofNanos(System.nanoTime() - began));
    } catch (Exception e) {
      // What a stranger's model throws, declared or not, must not sink a run; it is counted, told.
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("interrupted while " + name.label() + " was asked");
      }
      if (HandedInFailure.isFilter(e)) {
        return reader.filtered(Duration.ofNanos(System.nanoTime() - began));
      }
      return HandedInFailure.of(e, words);
    }
  }

  private static boolean hasBlankSystemText(ChatRequest request) {
    return request.messages().stream()
        .anyMatch(message -> message.speaker() == Speaker.SYSTEM && message.text().isBlank());
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
}
