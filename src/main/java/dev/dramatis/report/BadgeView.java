package dev.dramatis.report;

import dev.dramatis.verdict.Verdict;

/**
 * A verdict as a word with a shape.
 *
 * @param style names the shape and the colour
 */
public record BadgeView(String word, String style) {
  static BadgeView of(Verdict verdict) {
    return new BadgeView(Words.of(verdict), Words.style(verdict));
  }
}
