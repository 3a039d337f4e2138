package dev.dramatis.classify;

import dev.dramatis.suite.ClassifierSpec.Voice.Sees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Fits the weights of {@code voice-weights.txt}: a logistic regression over the features that the
 * classifier finds, drawn towards the weights of {@code voice.txt} (ridge), by Newton's method.
 * Nothing in it is random. Only texts that are not held out are read.
 *
 * <p>Arguments: the file to write, and optionally the strength of the ridge.
 */
final class VoiceTrainer {
  /** Strength of the ridge, chosen by cross-validation over the texts to fit. */
  private static final double RIDGE = 5;

  /** What remains of the weights set by hand, as the fit's starting point. */
  private static final double PRIOR = 0.4;

  /** How much more a text of the Assistant's side counts: a false alarm is the worse mistake. */
  private static final double OTHERS = 2;

  /** How much a written text counts: there are few of its kinds among the others. */
  private static final double WRITTEN = 2;

  /** A rare feature is held as one that varies at least so widely. */
  private static final double LEAST_SPREAD = 0.3;

  /** Sources whose texts are fitted to but are no measure. */
  private static final Set<String> OURS = Set.of(VoiceText.WRITTEN, "simulated");

  private static final int FOLDS = 5;

  private static final int STEPS = 25;

  /** One text as the regression sees it. */
  private record Row(
      VoiceText text, double[] units, double offset, double weight, boolean whole, boolean base) {}

  private final Sees sees;
  private final List<String> names = new ArrayList<>();
  private final double[] prior;

  /** How widely each feature varies: the ridge holds a weight by what it moves, not by its unit. */
  private final double[] spread;

  private final List<Row> rows = new ArrayList<>();

  private VoiceTrainer(Sees sees) {
    this.sees = sees;
    VoiceLexicon lexicon = VoiceLexicon.load();
    for (VoiceFeature feature : lexicon.features()) {
      if (feature.scale() == VoiceFeature.Scale.BASE) {
        names.add(feature.name());
      }
    }
    spread = new double[names.size()];
    prior = names.stream().mapToDouble(name -> PRIOR * lexicon.feature(name).weight()).toArray();
    VoiceClassifier voice = VoiceClassifier.of(sees, new VoiceModel("", Map.of()));
    VoiceText.published().forEach(text -> add(voice, text, 1));
    VoiceText.written().forEach(text -> add(voice, text, WRITTEN));
    VoiceText.simulated().forEach(text -> add(voice, text, 5));
    for (int i = 0; i < spread.length; i++) {
      spread[i] = Math.max(LEAST_SPREAD, variance(i));
    }
  }

  public static void main(String[] arguments) throws IOException {
    double ridge = arguments.length > 1 ? Double.parseDouble(arguments[1]) : RIDGE;
    Map<String, double[]> fitted = new LinkedHashMap<>();
    for (Sees sees : List.of(Sees.RESPONSE, Sees.BOTH)) {
      VoiceTrainer trainer = new VoiceTrainer(sees);
      trainer.crossValidate(ridge);
      double[] weights = trainer.fit(row -> true, ridge);
      for (int i = 0; i < weights.length; i++) {
        fitted
                .computeIfAbsent(trainer.names.get(i), name -> new double[2])[
                sees == Sees.RESPONSE ? 0 : 1] =
            weights[i];
      }
    }
    StringBuilder out = new StringBuilder();
    out.append("# Fitted by VoiceTrainer (test sources) on the texts of voice-public.jsonl,\n");
    out.append("# voice-development.jsonl and the simulated worlds; do not edit by hand.\n");
    out.append(
        "# A feature's weight in log-odds of base-like per unit: response alone, with prompt.\n");
    fitted.forEach(
        (name, weight) ->
            out.append(String.format(Locale.ROOT, "%s %.3f %.3f%n", name, weight[0], weight[1])));
    Files.writeString(Path.of(arguments[0]), out.toString());
  }

  private void add(VoiceClassifier voice, VoiceText text, double weight) {
    if (text.heldOut()) {
      return;
    }
    Subject whole = sees == Sees.RESPONSE ? text.alone() : text.withPrompt();
    Subject cut =
        new Subject(whole.prompt(), text.text(), true, false, Optional.empty(), Optional.empty());
    boolean isShort = text.text().length() < 350;
    Stream.of(whole, cut)
        .filter(subject -> !subject.cut() || !isShort)
        .forEach(
            subject ->
                voice
                    .weights(subject)
                    .ifPresent(
                        found ->
                            rows.add(
                                new Row(
                                    text,
                                    units(found.units()),
                                    -VoiceClassifier.PERSONA_SHIFT * found.personaPoints(),
                                    (subject.cut() ? 0.4 : 1)
                                        * (text.isBaseLike() ? 1 : OTHERS)
                                        * weight,
                                    !subject.cut(),
                                    text.isBaseLike()))));
  }

  private double variance(int feature) {
    double mean = rows.stream().mapToDouble(row -> row.units()[feature]).average().orElse(0);
    return rows.stream()
        .mapToDouble(row -> Math.pow(row.units()[feature] - mean, 2))
        .average()
        .orElse(0);
  }

  private double[] units(Map<String, Double> found) {
    return names.stream().mapToDouble(name -> found.getOrDefault(name, 0.0)).toArray();
  }

  private double[] fit(Predicate<Row> which, double ridge) {
    int n = names.size();
    int bias = names.indexOf(VoiceWeights.BIAS);
    double[] weights = prior.clone();
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[n];
      double[][] hessian = new double[n][n];
      for (int i = 0; i < n; i++) {
        double strength = i == bias ? 0.01 : ridge * spread[i];
        gradient[i] = strength * (weights[i] - prior[i]);
        hessian[i][i] = strength;
      }
      for (Row row : rows) {
        if (which.test(row)) {
          double p = probability(row, weights);
          double error = row.weight() * (p - (row.base() ? 1 : 0));
          double curve = row.weight() * p * (1 - p);
          for (int i = 0; i < n; i++) {
            double unit = row.units()[i];
            if (unit != 0) {
              gradient[i] += error * unit;
              for (int j = 0; j < n; j++) {
                hessian[i][j] += curve * unit * row.units()[j];
              }
            }
          }
        }
      }
      double[] change = solve(hessian, gradient);
      double before = loss(weights, which, ridge);
      double length = 1;
      double[] next = moved(weights, change, length);
      while (length > 1e-6 && loss(next, which, ridge) > before) {
        length /= 2;
        next = moved(weights, change, length);
      }
      weights = next;
    }
    return weights;
  }

  private static double[] moved(double[] weights, double[] change, double length) {
    double[] moved = weights.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= length * change[i];
    }
    return moved;
  }

  /** What is made small: the ridge and the surprise at each label. */
  private double loss(double[] weights, Predicate<Row> which, double ridge) {
    double loss = 0;
    for (int i = 0; i < weights.length; i++) {
      double strength = names.get(i).equals(VoiceWeights.BIAS) ? 0.01 : ridge * spread[i];
      loss += strength * Math.pow(weights[i] - prior[i], 2) / 2;
    }
    for (Row row : rows) {
      if (which.test(row)) {
        double p = probability(row, weights);
        loss -= row.weight() * Math.log(Math.max(1e-12, row.base() ? p : 1 - p));
      }
    }
    return loss;
  }

  private static double probability(Row row, double[] weights) {
    double logOdds = row.offset();
    for (int i = 0; i < weights.length; i++) {
      logOdds += weights[i] * row.units()[i];
    }
    return 1 / (1 + Math.exp(-logOdds));
  }

  /** Gauss's elimination; the ridge keeps the matrix well away from singular. */
  private static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[] x = right.clone();
    for (int pivot = 0; pivot < n; pivot++) {
      int best = pivot;
      for (int row = pivot + 1; row < n; row++) {
        best = Math.abs(matrix[row][pivot]) > Math.abs(matrix[best][pivot]) ? row : best;
      }
      double[] swap = matrix[pivot];
      matrix[pivot] = matrix[best];
      matrix[best] = swap;
      double value = x[pivot];
      x[pivot] = x[best];
      x[best] = value;
      for (int row = pivot + 1; row < n; row++) {
        double factor = matrix[row][pivot] / matrix[pivot][pivot];
        for (int column = pivot; column < n; column++) {
          matrix[row][column] -= factor * matrix[pivot][column];
        }
        x[row] -= factor * x[pivot];
      }
    }
    for (int row = n - 1; row >= 0; row--) {
      for (int column = row + 1; column < n; column++) {
        x[row] -= matrix[row][column] * x[column];
      }
      x[row] /= matrix[row][row];
    }
    return x;
  }

  /** Prints how the fit does on texts to fit that it leaves out: by group, and by source. */
  private void crossValidate(double ridge) {
    List<VoiceFigures.Heard> heard = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      int left = fold;
      leaveOut(row -> Math.floorMod(row.text().group().hashCode(), FOLDS) == left, ridge, heard);
    }
    Predicate<VoiceFigures.Heard> ours = each -> OURS.contains(each.text().source());
    print("left out by group, written", ridge, heard.stream().filter(ours).toList());
    heard.removeIf(ours);
    print("left out by group", ridge, heard);
    List<VoiceFigures.Heard> bySource = new ArrayList<>();
    for (String source : rows.stream().map(row -> row.text().source()).distinct().toList()) {
      List<VoiceFigures.Heard> one = new ArrayList<>();
      leaveOut(row -> row.text().source().equals(source), ridge, one);
      if (!OURS.contains(source)) {
        bySource.addAll(one);
        System.out.printf(
            Locale.ROOT,
            "  %s: %.3f of %d%n",
            source,
            VoiceFigures.share(one, h -> true),
            one.size());
      }
    }
    print("left out by source", ridge, bySource);
  }

  private void leaveOut(Predicate<Row> left, double ridge, List<VoiceFigures.Heard> heard) {
    double[] weights = fit(left.negate(), ridge);
    for (Row row : rows) {
      if (left.test(row) && row.whole()) {
        double p = probability(row, weights);
        heard.add(
            new VoiceFigures.Heard(row.text(), p >= 0.5 ? "base-like" : "assistant", "-", p, ""));
      }
    }
  }

  private void print(String title, double ridge, List<VoiceFigures.Heard> heard) {
    System.out.printf(
        Locale.ROOT,
        "%s, ridge %.2f, %s: right %.3f, others right %.3f, base-like right %.3f, AUC %.4f, n %d%n",
        sees,
        ridge,
        title,
        VoiceFigures.share(heard, h -> true),
        VoiceFigures.share(heard, h -> !h.text().isBaseLike()),
        VoiceFigures.share(heard, h -> h.text().isBaseLike()),
        VoiceFigures.auc(heard),
        heard.size());
  }
}
