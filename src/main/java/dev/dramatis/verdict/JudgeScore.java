package dev.dramatis.verdict;

import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.stats.Agreement;
import dev.dramatis.stats.Detection;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.GoldItem;
import dev.dramatis.suite.JudgeBar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How a judge, or a panel of judges, labelled the gold items of a classifier.
 *
 * @param judges their names
 * @param items that were labelled or abstained on
 * @param abstained of them
 * @param labels for every label of the gold items, how it was told from the others; an abstention
 *     misses the right label and gives none of the others
 * @param kappa Cohen's, of the judges' labels with the right ones, abstentions a category of their
 *     own; empty where it is not defined
 * @param alpha Krippendorff's, of the judges of a panel with each other; empty with one judge
 */
public record JudgeScore(
    List<String> judges,
    int items,
    int abstained,
    Map<String, Detection> labels,
    OptionalDouble kappa,
    OptionalDouble alpha) {
  /** Per side, of the bounds that a margin is corrected by. */
  private static final double ALPHA_PER_SIDE = 0.025;

  private static final String NONE = "";

  public JudgeScore {
    judges = List.copyOf(judges);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /**
   * Holds labels against the gold items.
   *
   * @param given what the panel as a whole made of each item, by its id
   * @param votes what each judge made of it, in the order of the judges
   */
  public static JudgeScore of(
      ClassifierSpec.Judge spec,
      List<String> judges,
      Map<String, Classification> given,
      Map<String, List<Classification>> votes) {
    List<String> categories = new ArrayList<>(spec.labels());
    categories.add(NONE);
    int[][] counts = new int[categories.size()][categories.size()];
    List<int[]> ratings = new ArrayList<>();
    int items = 0;
    int abstained = 0;
    for (GoldItem item : spec.gold()) {
      Classification label = given.get(item.id());
      if (label != null) {
        items++;
        String said = said(label);
        abstained += said.equals(NONE) ? 1 : 0;
        counts[categories.indexOf(item.label())][categories.indexOf(said)]++;
        int[] rating = new int[categories.size()];
        votes
            .getOrDefault(item.id(), List.of())
            .forEach(vote -> rating[categories.indexOf(said(vote))]++);
        ratings.add(rating);
      }
    }
    Optional<Agreement.Kappa> kappa = Agreement.cohenKappa(counts);
    return new JudgeScore(
        judges,
        items,
        abstained,
        detections(spec.labels(), categories, counts),
        kappa.map(value -> OptionalDouble.of(value.value())).orElse(OptionalDouble.empty()),
        judges.size() < 2
            ? OptionalDouble.empty()
            : Agreement.krippendorffAlpha(ratings.toArray(int[][]::new)));
  }

  private static String said(Classification label) {
    return label instanceof Labelled labelled ? labelled.label() : NONE;
  }

  private static Map<String, Detection> detections(
      Set<String> labels, List<String> categories, int[][] counts) {
    Map<String, Detection> detections = new LinkedHashMap<>();
    for (String label : labels) {
      int at = categories.indexOf(label);
      int found = counts[at][at];
      int positives = sum(counts[at]);
      int given = 0;
      int all = 0;
      for (int[] row : counts) {
        given += row[at];
        all += sum(row);
      }
      int falsely = given - found;
      if (positives > 0) {
        detections.put(
            label, new Detection(found, positives - found, all - positives - falsely, falsely));
      }
    }
    return detections;
  }

  private static int sum(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Which label misses a suite's bar, and by what; empty if none does. */
  public Optional<String> underBar(JudgeBar bar) {
    for (Map.Entry<String, Detection> label : labels.entrySet()) {
      double sensitivity = label.getValue().sensitivity().orElse(1);
      double specificity = label.getValue().specificity().orElse(1);
      if (sensitivity < bar.sensitivity()) {
        return Optional.of(under(label.getKey(), "sensitivity", sensitivity, bar.sensitivity()));
      }
      if (specificity < bar.specificity()) {
        return Optional.of(under(label.getKey(), "specificity", specificity, bar.specificity()));
      }
    }
    return Optional.empty();
  }

  private String under(String label, String what, double found, double bar) {
    return String.format(
        Locale.ROOT,
        "the judge %s is under the suite's bar: %s for \"%s\" is %.2f on %d gold items, and %.2f is"
            + " asked for",
        String.join(" + ", judges),
        what,
        label,
        found,
        items,
        bar);
  }

  /**
   * A lower bound of sensitivity + specificity − 1, the factor by which errors that are the same in
   * both arms shrink a difference (Rogan and Gladen 1978): the least over the labels that are
   * counted, each from two exact bounds at 2.5 %.
   *
   * @param counted labels that a measure looks for; with none, all are
   * @return from 0 to 1
   */
  public double attenuation(Set<String> counted) {
    return labels.entrySet().stream()
        .filter(label -> counted.isEmpty() || counted.contains(label.getKey()))
        .map(Map.Entry::getValue)
        .mapToDouble(
            each ->
                each.sensitivityInterval(ALPHA_PER_SIDE).lower()
                    + each.specificityInterval(ALPHA_PER_SIDE).lower()
                    - 1)
        .map(factor -> Math.max(0, factor))
        .min()
        .orElse(1);
  }
}
