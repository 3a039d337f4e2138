package dev.dramatis.classify;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Times the voice on texts of 2,000 characters, made of the public texts, after a warm-up. */
final class VoiceBench {
  private static final int LENGTH = 2_000;

  private static final int ROUNDS = 30;

  private VoiceBench() {}

  public static void main(String[] arguments) {
    List<String> texts =
        VoiceText.published().stream()
            .map(VoiceText::text)
            .filter(text -> text.length() >= LENGTH / 2)
            .map(text -> (text + "\n\n" + text).substring(0, LENGTH))
            .limit(300)
            .toList();
    Classifier voice = Classifiers.named("voice");
    long[] times = new long[texts.size() * ROUNDS];
    for (int pass = 0; pass < 2; pass++) {
      int timed = 0;
      for (int round = 0; round < ROUNDS; round++) {
        for (String text : texts) {
          long start = System.nanoTime();
          voice.classify(Subject.of(text));
          times[timed++] = System.nanoTime() - start;
        }
      }
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%d texts of %d characters, %d times: median %.3f ms, p99 %.3f ms%n",
        texts.size(),
        LENGTH,
        times.length,
        times[times.length / 2] / 1e6,
        times[times.length * 99 / 100] / 1e6);
  }
}
