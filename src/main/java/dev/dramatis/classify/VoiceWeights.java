package dev.dramatis.classify;

import dev.dramatis.classify.VoiceFeature.Scale;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The signals of one text, added up: log-odds of base-like, and points of another character. */
final class VoiceWeights {
  private static final String OTHER = "other";

  /** Weight from which a subtype is named. */
  private static final double NAMED = 1.2;

  /** One feature's signals together. */
  private static final class Sum {
    private final VoiceFeature feature;
    private final Signal first;
    private double amount;

    Sum(VoiceFeature feature, Signal first) {
      this.feature = feature;
      this.first = first;
    }

    double weight() {
      return feature.weight() * Math.min(amount, feature.most());
    }
  }

  private final Map<String, Sum> sums = new LinkedHashMap<>();
  private final Map<String, Double> discounts;
  private final double bias;

  /**
   * Adds up.
   *
   * @param discounts what remains of the weight of features that speak for a subtype
   */
  VoiceWeights(VoiceLexicon lexicon, Collection<Signal> signals, Map<String, Double> discounts) {
    this.discounts = discounts;
    this.bias = lexicon.feature("bias").weight();
    for (Signal signal : signals) {
      VoiceFeature feature = lexicon.feature(signal.feature());
      sums.computeIfAbsent(feature.name(), name -> new Sum(feature, signal)).amount +=
          signal.amount();
    }
  }

  /** Log-odds that the text is base-like. */
  double logOdds() {
    double total = bias;
    for (Sum sum : sums.values()) {
      if (sum.feature.scale() == Scale.BASE) {
        total += discounted(sum);
      }
    }
    return total;
  }

  /** Points for another character. */
  double personaPoints() {
    double total = 0;
    for (Sum sum : sums.values()) {
      if (sum.feature.scale() == Scale.PERSONA) {
        total += sum.weight();
      }
    }
    return total;
  }

  /**
   * The subtype that most of the weight speaks for; {@code other}, which only says that a text
   * begins in the middle, gives way to any that is worth naming.
   */
  String subtype() {
    Map<String, Double> bySubtype = new LinkedHashMap<>();
    for (Sum sum : sums.values()) {
      if (sum.feature.scale() == Scale.BASE && discounted(sum) > 0) {
        bySubtype.merge(sum.feature.subtype(), discounted(sum), Double::sum);
      }
    }
    boolean named =
        bySubtype.entrySet().stream()
            .anyMatch(entry -> !entry.getKey().equals(OTHER) && entry.getValue() >= NAMED);
    return bySubtype.entrySet().stream()
        .filter(entry -> !(named && entry.getKey().equals(OTHER)))
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(OTHER);
  }

  /** The signal of the heaviest feature for base-like, or against it. */
  Optional<Signal> heaviest(boolean forBase) {
    return heaviest(Scale.BASE, forBase ? 1 : -1);
  }

  /** The signal of the heaviest feature of another character. */
  Optional<Signal> heaviestPersona() {
    return heaviest(Scale.PERSONA, 1);
  }

  private Optional<Signal> heaviest(Scale scale, int sign) {
    return sums.values().stream()
        .filter(sum -> sum.feature.scale() == scale && sign * discounted(sum) > 0)
        .max(Comparator.comparingDouble(sum -> sign * discounted(sum)))
        .map(sum -> sum.first);
  }

  private double discounted(Sum sum) {
    double weight = sum.weight();
    return weight > 0 ? weight * discounts.getOrDefault(sum.feature.subtype(), 1.0) : weight;
  }
}
