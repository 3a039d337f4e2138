package dev.dramatis.suite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded permutations, the same on every machine. */
final class Shuffle {
  private Shuffle() {}

  /** A seed from words; no two different lists of words are hashed alike. */
  static long seed(String... words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      text.append(word.length()).append(':').append(word);
    }
    return ByteBuffer.wrap(Sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8)))
        .getLong();
  }

  /** Fisher and Yates. */
  static void inPlace(List<?> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }
}
