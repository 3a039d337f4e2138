package dev.dramatis.http;

import static java.util.Objects.requireNonNull;

/**
 * A secret and the header that carries it. Only the transport can read the secret; it never shows
 * in {@link #toString()}.
 */
public final class Credential {
  private final String header;
  private final String prefix;
  private final String secret;

  private Credential(String header, String prefix, String secret) {
    this.header = HeaderText.requireName(header);
    this.prefix = prefix;
    this.secret = requireNonNull(secret, "secret");
    if (secret.isBlank()) throw new IllegalArgumentException("the key for " + header + " is blank");
    HeaderText.requireValue(header, secret);
  }

  /** A secret sent as it is, as in {@code x-api-key: SECRET}. */
  public static Credential header(String name, String secret) {
    return new Credential(name, "", secret);
  }

  /** A secret sent as {@code Authorization: Bearer SECRET}. */
  public static Credential bearer(String secret) {
    return new Credential("Authorization", "Bearer ", secret);
  }

  /** The name of the header. */
  public String header() {
    return header;
  }

  String headerValue() {
    return prefix + secret;
  }

  String secret() {
    return secret;
  }

  @Override
  public String toString() {
    return header + ": " + prefix + Redactor.MASK;
  }
}
