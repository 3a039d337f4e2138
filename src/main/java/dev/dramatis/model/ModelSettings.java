package dev.dramatis.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a user may set for an endpoint beyond its name.
 *
 * @param tokensField where the provider's usual field does not fit
 * @param keyName the variable that holds the key, such as {@code OPENAI_API_KEY_2}; it is then sent
 *     to the endpoint's host, whichever that is
 * @param body further fields of every request, such as {@code reasoning_effort}. Those of
 *     OpenRouter that pin a model to its upstreams belong here: {@code provider: {order: [NAME],
 *     allow_fallbacks: false, require_parameters: true}}; without them it may change the upstream
 *     from call to call, and drops parameters that an upstream does not know
 * @param api where the usual one for the model does not fit
 * @param baseUrl where the model is asked, as the provider's own address would be written; a key is
 *     sent there only if {@code keyName} names one
 * @param pace how fast the account may be asked
 * @param completions the interface for raw text, where the server has one and it is not the usual
 * @param price where it is another than the table's, or the table has none
 */
public record ModelSettings(
    Optional<TokensField> tokensField,
    Optional<String> keyName,
    Map<String, Object> body,
    Optional<OpenAiApi> api,
    Optional<String> baseUrl,
    Pace pace,
    Optional<Price> price,
    Optional<CompletionApi> completions) {
  /** What an arm says, or what would make a reply that cannot be read. */
  private static final Set<String> RESERVED =
      Set.of(
          "model",
          "messages",
          "temperature",
          "top_p",
          "max_tokens",
          "max_completion_tokens",
          "max_output_tokens",
          "seed",
          "random_seed",
          "stop",
          "logprobs",
          "prompt",
          "n_predict",
          "continue_final_message",
          "add_generation_prompt",
          "raw",
          "top_logprobs",
          "input",
          "instructions",
          "background",
          "stream",
          "n");

  /** Nothing set. */
  public static final ModelSettings NONE =
      new ModelSettings(Optional.empty(), Optional.empty(), Map.of());

  /** With the usual API. */
  public ModelSettings(
      Optional<TokensField> tokensField, Optional<String> keyName, Map<String, Object> body) {
    this(tokensField, keyName, body, Optional.empty());
  }

  /** At the usual address and price, as fast as it goes. */
  public ModelSettings(
      Optional<TokensField> tokensField,
      Optional<String> keyName,
      Map<String, Object> body,
      Optional<OpenAiApi> api) {
    this(
        tokensField,
        keyName,
        body,
        api,
        Optional.empty(),
        Pace.FREE,
        Optional.empty(),
        Optional.empty());
  }

  public ModelSettings {
    var reserved = new TreeSet<>(body.keySet());
    reserved.retainAll(RESERVED);
    if (!reserved.isEmpty()) {
      throw new InvalidModelException(
          "body: must not set "
              + String.join(", ", reserved)
              + "; an arm's sampling and the model's name say these");
    }
    body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }
}
