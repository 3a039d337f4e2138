package dev.dramatis.report;

import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Measure.Form;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Measures and contrasts in words. */
final class MeasureWords {
  private MeasureWords() {}

  /** What is read off a trial: {@code voice is base-like}. */
  static String of(Measure measure) {
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
          + Numbers.plain(threshold.threshold());
    } else if (form instanceof Form.Score score) {
      return "the score by " + score.classifier() + ", of " + Numbers.plain(score.scale());
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
  static String of(Contrast contrast) {
    StringBuilder words = new StringBuilder();
    contrast
        .weights()
        .forEach(
            (cell, weight) -> {
              if (words.length() > 0) {
                words.append(weight < 0 ? " \u2212 " : " + ");
              } else if (weight < 0) {
                words.append("\u2212");
              }
              double size = Math.abs(weight);
              words.append(size == 1 ? "" : Numbers.plain(size) + " × ").append(cell);
            });
    return words.toString();
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
