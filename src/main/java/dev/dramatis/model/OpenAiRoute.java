package dev.dramatis.model;

import dev.dramatis.http.Credential;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The way to one model of OpenAI's dialect.
 *
 * @param model the name on the wire
 * @param baseUrl without a slash at its end
 * @param keyName the variable that the credential came from, for messages
 * @param limitKey account and model, for the rate limit; holds no secret
 */
record OpenAiRoute(
    String model,
    String baseUrl,
    Optional<Credential> credential,
    Optional<String> keyName,
    TokensField tokensField,
    String limitKey) {
  Route chat() {
    return new Route(
        model, URI.create(baseUrl + "/chat/completions"), Map.of(), credential, keyName, limitKey);
  }
}
