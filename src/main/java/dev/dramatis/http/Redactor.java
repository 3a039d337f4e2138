package dev.dramatis.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes secrets out of text by their value, wherever they stand and however they are written:
 * plain, base64, URL-encoded or JSON-escaped. Thread-safe.
 */
public final class Redactor {
  /** What stands in the place of a secret. */
  public static final String MASK = "[redacted]";

  /**
   * Shortest secret that is looked for. Local servers take any word as a key ("none", "EMPTY"), and
   * to take such words out of answers would change the data; no provider's key is this short.
   */
  public static final int MIN_SECRET_LENGTH = 8;

  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

  private final Set<String> spellings = new TreeSet<>(LONGEST_FIRST);
  private volatile List<String> longestFirst = List.of();

  /** Has a secret taken out from now on; surrounding blanks and short words are ignored. */
  public void register(String secret) {
    String bare = secret.strip();
    if (bare.length() < MIN_SECRET_LENGTH) return;
    synchronized (spellings) {
      if (spellings.contains(bare)) return;
      spellings.addAll(SecretSpellings.of(bare));
      longestFirst = List.copyOf(spellings);
    }
  }

  /** The text without any registered secret. */
  public String redact(String text) {
    String clean = text;
    for (String spelling : longestFirst) {
      clean = clean.replace(spelling, MASK);
    }
    return clean;
  }

  /** The bytes, read as UTF-8, without any registered secret. */
  public byte[] redact(byte[] utf8) {
    return redact(new String(utf8, UTF_8)).getBytes(UTF_8);
  }
}
