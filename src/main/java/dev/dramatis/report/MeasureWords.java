package dev.dramatis.report;

import dev.dramatis.suite.Cell;
import dev.dramatis.suite.ClaimText;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Measure;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Measures and contrasts in words. */
final class MeasureWords {
  private MeasureWords() {}

  /** What is read off a trial: {@code voice is base-like}. */
  static String of(Measure measure) {
    return ClaimText.of(measure);
  }

  /** What is contrasted: {@code fragment − plain}. */
  static String of(Contrast contrast) {
    return ClaimText.of(contrast);
  }

  /** Whether the contrast is one cell's own rate. */
  static boolean isRate(Contrast contrast) {
    List<Double> weights = List.copyOf(contrast.weights().values());
    return weights.size() == 1 && weights.get(0) == 1;
  }

  /** The arms whose trials the contrast rests on. */
  static Collection<String> arms(Contrast contrast) {
    return contrast.weights().keySet().stream()
        .map(Cell::arm)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
