package dev.dramatis.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One token of a reply and what might have stood in its place.
 *
 * @param token as it was written
 * @param logprob natural logarithm of its probability; −9999 where the provider says no more than
 *     that it is very unlikely
 * @param top the likeliest tokens there, with theirs, in the provider's order; may hold the token
 *     itself; one whose probability the provider does not say is left out
 */
public record TokenChoice(String token, double logprob, Map<String, Double> top) {
  public TokenChoice {
    requireNonNull(token, "token");
    top = Collections.unmodifiableMap(new LinkedHashMap<>(top));
  }
}
