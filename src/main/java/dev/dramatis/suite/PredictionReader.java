package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the predictions of a suite. */
final class PredictionReader {
  private static final List<String> BOUNDS = List.of("above", "below", "within");

  private final ContrastReader contrasts;
  private final MeasureReader measures;
  private final Optional<CellCheck> cells;
  private final Problems problems;

  /**
   * @param cells empty if the probes are not all known, so that counts would mislead
   */
  PredictionReader(
      ContrastReader contrasts,
      MeasureReader measures,
      Optional<CellCheck> cells,
      Problems problems) {
    this.contrasts = contrasts;
    this.measures = measures;
    this.cells = cells;
    this.problems = problems;
  }

  /** The predictions, in the order written; those at fault are left out and noted. */
  List<Prediction> read(Located section) {
    List<Prediction> predictions = new ArrayList<>();
    Map<String, Located> entries = section.entries();
    entries.forEach(
        (id, at) -> {
          if (!problems.touch(at)) {
            prediction(id, at).ifPresent(predictions::add);
          }
        });
    entries.forEach((id, at) -> gates(id, at, entries));
    onePrimary(section, entries);
    return predictions;
  }

  private void onePrimary(Located section, Map<String, Located> entries) {
    List<Map.Entry<String, Located>> primaries =
        entries.entrySet().stream().filter(each -> role(each.getValue()) == Role.PRIMARY).toList();
    if (primaries.isEmpty()
        && entries.values().stream().noneMatch(each -> problems.touch(each.getOrThis("role")))) {
      problems.add(
          section,
          "no prediction is the primary one. Give role: primary to the claim that the suite is for.");
    }
    primaries.stream()
        .skip(1)
        .forEach(
            each ->
                problems.add(
                    each.getValue().getOrThis("role"),
                    "\""
                        + primaries.get(0).getKey()
                        + "\" is the primary prediction already (line "
                        + primaries.get(0).getValue().line()
                        + "), and a suite has one. Write role: secondary here, or there."));
  }

  private static Role role(Located at) {
    return switch (at.text("role").orElse("")) {
      case "primary" -> Role.PRIMARY;
      case "check" -> Role.CHECK;
      case "control" -> Role.CONTROL;
      default -> Role.SECONDARY;
    };
  }

  private void gates(String id, Located at, Map<String, Located> entries) {
    if (at.get("gates").isPresent() && role(at).gates()) {
      problems.add(
          at.getOrThis("gates"),
          "\""
              + id
              + "\" is itself a gate. Only primary and secondary predictions have gates; leave them out.");
      return;
    }
    List<String> possible =
        entries.entrySet().stream()
            .filter(each -> role(each.getValue()).gates())
            .map(Map.Entry::getKey)
            .toList();
    for (Located gate : at.items("gates")) {
      String name = gate.text();
      Located known = entries.get(name);
      if (known == null) {
        problems.add(
            gate,
            "prediction \""
                + name
                + "\" is not defined. "
                + Names.hint("Checks and controls", name, possible));
      } else if (!possible.contains(name) && !problems.touch(known.getOrThis("role"))) {
        problems.add(
            gate,
            "\""
                + name
                + "\" is neither check nor control, so it cannot be a gate. "
                + Names.hint("Checks and controls", name, possible));
      }
    }
  }

  private Optional<Prediction> prediction(String id, Located at) {
    int before = problems.complaints();
    Role role = role(at);
    if (!role.gates()) {
      Stream.of("bearing", "says", "ifSupported", "ifContradicted", "rivals")
          .filter(key -> !at.node().has(key))
          .forEach(key -> problems.add(at, PredictionText.missing(key, role)));
    }
    List<Claim> claims = claims(at);
    List<Measure> alternatives = new ArrayList<>();
    for (Located each : at.items("alternatives")) {
      measures
          .read(each)
          .ifPresent(
              measure -> {
                alternatives.add(measure);
                claims.forEach(
                    claim ->
                        cells.ifPresent(check -> check.check(claim.contrast(), measure, each)));
              });
    }
    if (problems.complaints() > before || claims.isEmpty()) {
      return Optional.empty();
    }
    PredictionText text = PredictionText.of(role, claims);
    return Optional.of(
        new Prediction(
            id,
            role,
            bearing(at),
            at.text("says").orElse(text.says()),
            claims,
            at.get("gates").isPresent() ? Optional.of(at.texts("gates")) : Optional.empty(),
            alternatives,
            at.text("ifSupported").orElse(text.ifSupported()),
            at.text("ifContradicted").orElse(text.ifContradicted()),
            at.texts("rivals"),
            at.line()));
  }

  /** A gate without a bearing counts neither way. */
  private static Bearing bearing(Located at) {
    return switch (at.text("bearing").orElse("allowed")) {
      case "core" -> Bearing.CORE;
      case "derived" -> Bearing.DERIVED;
      case "strong-form" -> Bearing.STRONG_FORM;
      case "rival" -> Bearing.RIVAL;
      default -> Bearing.ALLOWED;
    };
  }

  private List<Claim> claims(Located at) {
    List<String> own =
        Stream.concat(Stream.of("contrast", "measure"), BOUNDS.stream())
            .filter(at.node()::has)
            .toList();
    if (at.get("claims").isPresent()) {
      own.forEach(
          key ->
              problems.add(
                  at.getOrThis(key),
                  "\"" + key + "\" beside \"claims\". Move it into one of the claims."));
      List<Claim> claims = new ArrayList<>();
      at.items("claims").forEach(each -> claim(each).ifPresent(claims::add));
      return claims;
    }
    List<String> missing =
        Stream.of("contrast", "measure").filter(key -> !at.node().has(key)).toList();
    if (!missing.isEmpty()) {
      problems.add(
          at,
          "the prediction has no "
              + String.join(" and no ", missing)
              + ". Add contrast, measure and a bound, or claims: [{contrast, measure, above}, …].");
    }
    return claim(at).map(List::of).orElse(List.of());
  }

  private Optional<Claim> claim(Located at) {
    Optional<Contrast> contrast = at.get("contrast").flatMap(contrasts::read);
    Optional<Measure> measure = at.get("measure").flatMap(measures::read);
    contrast.ifPresent(
        known -> cells.ifPresent(check -> check.check(known, at.getOrThis("contrast"))));
    if (contrast.isPresent() && measure.isPresent() && cells.isPresent()) {
      cells.get().check(contrast.get(), measure.get(), at.getOrThis("measure"));
    }
    List<String> given = BOUNDS.stream().filter(at.node()::has).toList();
    if (given.size() != 1) {
      problems.add(
          at,
          given.isEmpty()
              ? "the prediction has no bound. Add one of above, below and within."
              : "the prediction has "
                  + String.join(" and ", given)
                  + ". Keep one bound, or make two claims.");
      return Optional.empty();
    }
    if (contrast.isEmpty() || measure.isEmpty()) {
      return Optional.empty();
    }
    return bound(given.get(0), at, contrast.get(), measure.get())
        .map(bound -> new Claim(contrast.get(), measure.get(), bound));
  }

  private Optional<Bound> bound(String key, Located at, Contrast contrast, Measure measure) {
    double margin = at.number(key).orElse(0);
    Range range = Range.of(contrast, measure);
    boolean within = key.equals("within");
    double least = within ? 0 : range.least();
    double most = within ? Math.max(-range.least(), range.most()) : range.most();
    if (!(margin > least && margin < most)) {
      problems.add(
          at.getOrThis(key),
          "the contrast goes from "
              + Numbers.show(range.least())
              + " to "
              + Numbers.show(range.most())
              + ", so \""
              + key
              + ": "
              + Numbers.show(margin)
              + "\" is settled before any data. Choose a margin between "
              + Numbers.show(least)
              + " and "
              + Numbers.show(most)
              + ", both excluded.");
      return Optional.empty();
    }
    return Optional.of(
        switch (key) {
          case "above" -> new Bound.Above(margin);
          case "below" -> new Bound.Below(margin);
          default -> new Bound.Within(margin);
        });
  }

  /** What a contrast can be, from the weights and from the least value of its measure. */
  private record Range(double least, double most) {
    static Range of(Contrast contrast, Measure measure) {
      double negative = 0;
      double positive = 0;
      for (double weight : contrast.weights().values()) {
        negative += Math.min(weight, 0);
        positive += Math.max(weight, 0);
      }
      return measure.least() < 0
          ? new Range(negative - positive, positive - negative)
          : new Range(negative, positive);
    }
  }
}
