package dev.dramatis.model;

import dev.dramatis.http.Credential;
import dev.dramatis.http.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads keys and addresses from variables. Each key is made known to the redactor first. */
final class KeyRing {
  /** More organisations than anybody has keys for. */
  private static final int MOST_NUMBERED = 99;

  private final Secrets secrets;
  private final Redactor redactor;

  KeyRing(Secrets secrets, Redactor redactor) {
    this.secrets = secrets;
    this.redactor = redactor;
  }

  /** A variable's value without blanks around it; empty if there is nothing else. */
  Optional<String> value(String variable) {
    return secrets.get(variable).map(String::strip).filter(text -> !text.isEmpty());
  }

  Optional<NamedKey> key(String variable) {
    Optional<String> secret = value(variable);
    // Before it is used in any way, so that no message can hold it.
    secret.ifPresent(redactor::register);
    return secret.map(text -> new NamedKey(variable, text));
  }

  /**
   * A key that was asked for by name.
   *
   * @throws InvalidModelException if it is not set
   */
  NamedKey required(String variable) {
    return key(variable)
        .orElseThrow(
            () ->
                new InvalidModelException(
                    "the key " + variable + " is asked for and not set; set it or leave it out."));
  }

  /** The plain variable, then {@code NAME_1}, {@code NAME_2} and so on, each key once. */
  List<NamedKey> numbered(String variable) {
    var keys = new LinkedHashMap<String, NamedKey>();
    key(variable).ifPresent(key -> keys.put(key.secret(), key));
    for (int i = 1; i <= MOST_NUMBERED; i++) {
      key(variable + "_" + i).ifPresent(key -> keys.putIfAbsent(key.secret(), key));
    }
    return List.copyOf(keys.values());
  }

  /** A key and the variable that holds it. */
  record NamedKey(String name, String secret) {
    /**
     * The key as it is sent.
     *
     * @param header that carries it alone; {@code Authorization: Bearer} if empty
     * @throws InvalidModelException if it cannot stand in a header
     */
    Credential credential(Optional<String> header) {
      try {
        return header
            .map(named -> Credential.header(named, secret))
            .orElseGet(() -> Credential.bearer(secret));
      } catch (IllegalArgumentException e) {
        throw new InvalidModelException("the value of " + name + " is no key: " + e.getMessage());
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
