package dev.dramatis.model;

import java.net.URI;
import java.util.OptionalInt;

/**
 * The way to a model of a vendor with an interface of its own.
 *
 * @param chat where it is asked
 * @param model where it is described
 * @param baseUrl without a version and without a slash at its end
 * @param version of the interface
 */
record VendorRoute(Route chat, URI model, String baseUrl, String version) {
  /** What comes of a request that such an interface could only take in another order. */
  FailedCall refusesLateSystemText() {
    return new FailedCall(
        FailedCall.Kind.FATAL,
        OptionalInt.empty(),
        "the interface at " + baseUrl + " takes system texts before the conversation alone",
        0);
  }
}
