package dev.dramatis.verdict;

import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Measure.Form;
import dev.dramatis.suite.Measure.OnRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes claims about cells such as {@code treated} or {@code treated/group}. */
final class Claims {
  /** Whether the classifier called "label" says "hit". */
  static final Measure HIT = is("label", "hit");

  private Claims() {}

  static Measure is(String classifier, String... labels) {
    return measure(new Form.LabelIs(classifier, Set.of(labels)));
  }

  static Measure measure(Form form) {
    return measure(form, OnRefusal.ZERO);
  }

  static Measure measure(Form form, OnRefusal onRefusal) {
    return new Measure(form, Optional.empty(), onRefusal);
  }

  static Measure where(Measure condition, Form form) {
    return new Measure(form, Optional.of(condition), OnRefusal.ZERO);
  }

  static Contrast rate(String cell) {
    return contrast(Contrast.Kind.RATE, List.of(cell), 1);
  }

  static Contrast difference(String treated, String control) {
    return contrast(Contrast.Kind.DIFFERENCE, List.of(treated, control), 1, -1);
  }

  static Contrast interaction(String a, String b, String c, String d) {
    return contrast(Contrast.Kind.INTERACTION, List.of(a, b, c, d), 1, -1, -1, 1);
  }

  static Contrast contrast(Contrast.Kind kind, List<String> cells, double... weights) {
    Map<Cell, Double> byCell = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String[] names = cells.get(i).split("/");
      byCell.put(
          new Cell(names[0], names.length > 1 ? Optional.of(names[1]) : Optional.empty()),
          weights[i]);
    }
    return new Contrast(kind, byCell);
  }

  static Claim above(double margin, Contrast contrast) {
    return new Claim(contrast, HIT, new Bound.Above(margin));
  }

  static Claim below(double margin, Contrast contrast) {
    return new Claim(contrast, HIT, new Bound.Below(margin));
  }

  static Claim within(double margin, Contrast contrast) {
    return new Claim(contrast, HIT, new Bound.Within(margin));
  }

  static Claim measuring(Measure measure, Claim claim) {
    return new Claim(claim.contrast(), measure, claim.bound());
  }
}
