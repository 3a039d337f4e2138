package dev.dramatis.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One whole reply as the server gave it: nothing in it is redacted, so what is written down goes
 * through a {@link Redactor}.
 *
 * @param headers by name, in any case; a name's values are in the order of arrival
 * @param body decoded by the charset that the reply names, else UTF-8; empty if there was none
 * @param latency from the start of the attempt to the last byte
 */
public record HttpReply(
    int status, Map<String, List<String>> headers, String body, Duration latency) {
  public HttpReply {
    var byName = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> byName.put(name, List.copyOf(values)));
    headers = Collections.unmodifiableMap(byName);
    requireNonNull(body, "body");
    requireNonNull(latency, "latency");
  }

  /** The first value of a header, its name in any case. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }
}
