package dev.dramatis.suite;

import dev.dramatis.suite.Measure.Form;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Measures and contrasts in words; equal words where the same is measured. */
public final class ClaimText {
  private static final String MINUS = "\u2212";

  private ClaimText() {}

  /** What is read off a trial: {@code voice is base-like}. */
  public static String of(Measure measure) {
    String refusal =
        switch (measure.onRefusal()) {
          case ZERO -> "";
          case ONE -> "; a refusal counts 1";
          case OUT -> "; refusals are left out";
        };
    return form(measure.form())
        + measure.where().map(where -> ", of those where " + form(where.form())).orElse("")
        + refusal;
  }

  private static String form(Form form) {
    if (form instanceof Form.LabelIs is) {
      return is.classifier() + " is " + or(is.labels());
    } else if (form instanceof Form.SubtypeIs is) {
      return "the subtype by " + is.classifier() + " is " + or(is.subtypes());
    } else if (form instanceof Form.Threshold threshold) {
      return "the score by "
          + threshold.classifier()
          + " is "
          + side(threshold.side())
          + " "
          + plain(threshold.threshold());
    } else if (form instanceof Form.Score score) {
      return "the score by " + score.classifier() + ", of " + plain(score.scale());
    } else if (form instanceof Form.Agree agree) {
      return "share of pairs of turns with equal labels by " + agree.classifier();
    } else if (form instanceof Form.All all) {
      return all.measures().stream()
          .map(part -> "(" + of(part) + ")")
          .collect(Collectors.joining(" and "));
    } else if (form instanceof Form.PlusMinus pair) {
      return "(" + of(pair.plus()) + ") minus (" + of(pair.minus()) + ")";
    }
    throw new IllegalArgumentException("no words for " + form);
  }

  private static String side(Measure.Side side) {
    return switch (side) {
      case BELOW -> "below";
      case ABOVE -> "above";
      case AT_LEAST -> "at least";
      case AT_MOST -> "at most";
    };
  }

  private static String or(Collection<String> labels) {
    return String.join(" or ", new TreeSet<>(labels));
  }

  /** What is contrasted: {@code fragment − plain}. */
  public static String of(Contrast contrast) {
    StringBuilder words = new StringBuilder();
    contrast
        .weights()
        .forEach(
            (cell, weight) -> {
              if (words.length() > 0) {
                words.append(weight < 0 ? " " + MINUS + " " : " + ");
              } else if (weight < 0) {
                words.append(MINUS);
              }
              double size = Math.abs(weight);
              words.append(size == 1 ? "" : plain(size) + " × ").append(cell);
            });
    return words.toString();
  }

  /** A number without zeros at its end. */
  private static String plain(double value) {
    return BigDecimal.valueOf(value)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString()
        .replace("-", MINUS);
  }
}
