package dev.dramatis.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Who answered, as far as the provider says. What it did not say is absent.
 *
 * @param model the name of the model that answered
 * @param fingerprint of the system that served it
 * @param requestId the provider's own name for the call
 * @param provider the upstream that a gateway passed the request to
 * @param tier of service, as used
 * @param nativeFinishReason the upstream's finish reason where a gateway translates it
 * @param costUsd what the provider says that the call cost, in US dollars
 */
public record Served(
    Optional<String> model,
    Optional<String> fingerprint,
    Optional<String> requestId,
    Optional<String> provider,
    Optional<String> tier,
    Optional<String> nativeFinishReason,
    OptionalDouble costUsd) {
  /** Nothing is known. */
  public static final Served UNKNOWN =
      new Served(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty());

  public Served {
    requireNonNull(model, "model");
    requireNonNull(fingerprint, "fingerprint");
    requireNonNull(requestId, "requestId");
    requireNonNull(provider, "provider");
    requireNonNull(tier, "tier");
    requireNonNull(nativeFinishReason, "nativeFinishReason");
    requireNonNull(costUsd, "costUsd");
  }

  /** A model's name and nothing else. */
  public static Served as(String model) {
    return UNKNOWN.withModel(Optional.of(model));
  }

  /** The same with another model. */
  public Served withModel(Optional<String> name) {
    return new Served(name, fingerprint, requestId, provider, tier, nativeFinishReason, costUsd);
  }

  /** The same with another fingerprint. */
  public Served withFingerprint(Optional<String> value) {
    return new Served(model, value, requestId, provider, tier, nativeFinishReason, costUsd);
  }

  /** The same with another request id. */
  public Served withRequestId(Optional<String> value) {
    return new Served(model, fingerprint, value, provider, tier, nativeFinishReason, costUsd);
  }
}
