package dev.dramatis.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a provider and how to go about it.
 *
 * @param purpose what the call is made for, such as a trial's id: equal requests made for different
 *     purposes are told apart in a recording; empty when nothing needs that
 * @param url http or https, without credentials in it
 * @param headers one value each; the credential's header wins over one of the same name
 * @param limitKey names the account and model whose rate limit the call counts against
 * @param spacing shortest time from the start of an attempt to the next start under its limit key
 */
public record HttpCall(
    String purpose,
    String method,
    URI url,
    Map<String, String> headers,
    Optional<HttpBody> body,
    Optional<Credential> credential,
    ReplyReader reader,
    String limitKey,
    RetryPolicy retry,
    Duration spacing) {
  public HttpCall {
    requireNonNull(purpose, "purpose");
    HeaderText.requireName(method);
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("a call needs an http or https address, not " + scheme);
    }
    if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
      throw new IllegalArgumentException(
          "an address must not carry a user or a password; give the key as a credential");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("the address " + url + " names no valid host");
    }
    headers.forEach((name, value) -> HeaderText.requireValue(HeaderText.requireName(name), value));
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    requireNonNull(body, "body");
    requireNonNull(credential, "credential");
    requireNonNull(reader, "reader");
    requireNonNull(limitKey, "limitKey");
    requireNonNull(retry, "retry");
    if (spacing.isNegative()) {
      throw new IllegalArgumentException("the spacing of calls is " + spacing);
    }
  }

  /** A POST of JSON text. */
  public static HttpCall postJson(
      URI url,
      Map<String, String> headers,
      String json,
      Optional<Credential> credential,
      ReplyReader reader,
      String limitKey,
      RetryPolicy retry) {
    return new HttpCall(
        "",
        "POST",
        url,
        headers,
        Optional.of(HttpBody.json(json)),
        credential,
        reader,
        limitKey,
        retry,
        Duration.ZERO);
  }

  /** A GET. */
  public static HttpCall get(
      URI url,
      Map<String, String> headers,
      Optional<Credential> credential,
      ReplyReader reader,
      String limitKey,
      RetryPolicy retry) {
    return new HttpCall(
        "",
        "GET",
        url,
        headers,
        Optional.empty(),
        credential,
        reader,
        limitKey,
        retry,
        Duration.ZERO);
  }

  /** The same call made for a purpose of its own. */
  public HttpCall madeFor(String newPurpose) {
    return new HttpCall(
        newPurpose, method, url, headers, body, credential, reader, limitKey, retry, spacing);
  }

  /** The same call, after whose start no other begins for so long under its limit key. */
  public HttpCall spaced(Duration newSpacing) {
    return new HttpCall(
        purpose, method, url, headers, body, credential, reader, limitKey, retry, newSpacing);
  }
}
