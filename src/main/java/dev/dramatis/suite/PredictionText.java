package dev.dramatis.suite;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The sentences of a check or control whose author gave none. */
record PredictionText(String says, String ifSupported, String ifContradicted) {
  static PredictionText of(Role role, List<Claim> claims) {
    String says = claims.stream().map(PredictionText::sentence).collect(Collectors.joining(" "));
    return switch (role) {
      case CHECK ->
          new PredictionText(
              says,
              "The manipulation works, so the predictions that it gates can be tested.",
              "The manipulation does not work here, so the predictions that it gates are not tested.");
      case CONTROL ->
          new PredictionText(
              says,
              "The control holds, so the predictions that it gates can be tested.",
              "The control fails, so the predictions that it gates are not tested.");
      case PRIMARY, SECONDARY -> new PredictionText(says, "", "");
    };
  }

  /** A claim in figures, such as {@code treated − control lies above 0.05.} */
  static String sentence(Claim claim) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Cell, Double> cell : claim.contrast().weights().entrySet()) {
      double weight = cell.getValue();
      String sign = weight < 0 ? (text.isEmpty() ? "−" : " − ") : (text.isEmpty() ? "" : " + ");
      String factor = Math.abs(weight) == 1 ? "" : Numbers.show(Math.abs(weight)) + " ";
      text.append(sign).append(factor).append(cell.getKey());
    }
    return text + bound(claim.bound()) + ".";
  }

  private static String bound(Bound bound) {
    String margin = Numbers.show(bound.margin());
    if (bound instanceof Bound.Above) {
      return " lies above " + margin;
    }
    return bound instanceof Bound.Below
        ? " lies below " + margin
        : " lies within " + margin + " of 0";
  }

  /** What is said to an author who left a sentence out. */
  static String missing(String key, Role role) {
    String what =
        switch (key) {
          case "bearing" -> "core, derived, allowed, strong-form or rival";
          case "says" -> "the prediction in a sentence";
          case "ifSupported" -> "what it would say about the persona selection model if it holds";
          case "ifContradicted" -> "what it would say if it does not hold";
          default -> "a list of what else would predict the same, such as [copying]";
        };
    return "a "
        + (role == Role.PRIMARY ? "primary" : "secondary")
        + " prediction needs \""
        + key
        + "\". Add it: "
        + what
        + ".";
  }
}
