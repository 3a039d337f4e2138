package dev.dramatis.model;

import dev.dramatis.http.Credential;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The way to one model.
 *
 * @param model the name on the wire
 * @param url that chat requests are posted to
 * @param headers of every request, without the credential
 * @param keyName the variable that the credential came from, for messages
 * @param limitKey account and model, for the rate limit; holds no secret
 * @param pace of the account
 */
record Route(
    String model,
    URI url,
    Map<String, String> headers,
    Optional<Credential> credential,
    Optional<String> keyName,
    String limitKey,
    Pace pace) {
  Route {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
