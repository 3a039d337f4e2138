package dev.dramatis.classify;

import dev.dramatis.model.TokenChoice;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The probability of each of a closed set of texts as the continuation, from the likeliest tokens
 * at every place of a reply.
 *
 * <p>Texts may be split over tokens ("he", "ads"), so probability is summed over the prefix tree of
 * all of them; blanks before a text and capitals do not matter. A token that only begins a text is
 * followed where it is the one that was written, since only there is it known what may come next;
 * elsewhere it counts if all texts that begin so have one label, and nothing at all otherwise,
 * which lowers the mass. A text ends where no letter or digit follows it.
 */
final class ContinuationMass {
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final List<TokenChoice> tokens;
  private final Map<String, Double> masses = new LinkedHashMap<>();

  private ContinuationMass(Map<String, List<String>> of, List<TokenChoice> tokens) {
    this.tokens = tokens;
    of.forEach(
        (label, texts) -> {
          masses.put(label, 0.0);
          texts.forEach(text -> labels.put(text.strip().toLowerCase(Locale.ROOT), label));
        });
  }

  /** The mass of every label; all of them together are at most 1. */
  static Map<String, Double> of(Map<String, List<String>> of, List<TokenChoice> tokens) {
    ContinuationMass mass = new ContinuationMass(of, tokens);
    mass.walk(0, "", 1);
    return mass.masses;
  }

  /**
   * Adds what the tokens at a place contribute after a prefix.
   *
   * @param weight probability of the prefix
   */
  private void walk(int place, String prefix, double weight) {
    if (place == tokens.size()) {
      attribute(prefix, weight);
      return;
    }
    TokenChoice choice = tokens.get(place);
    double rest = 1;
    for (Map.Entry<String, Double> alternative : choice.top().entrySet()) {
      double probability = probability(alternative.getValue());
      rest -= probability;
      boolean written = alternative.getKey().equals(choice.token());
      branch(place, prefix, alternative.getKey(), weight * probability, written);
    }
    if (!choice.top().containsKey(choice.token())) {
      double probability = Math.min(probability(choice.logprob()), Math.max(0, rest));
      branch(place, prefix, choice.token(), weight * probability, true);
    }
  }

  private void branch(int place, String prefix, String token, double weight, boolean written) {
    String text = prefix.isEmpty() ? token.stripLeading() : prefix + token;
    String folded = text.toLowerCase(Locale.ROOT);
    Optional<String> ended = ended(folded);
    if (ended.isPresent()) {
      masses.merge(ended.get(), weight, Double::sum);
    } else if (written && !open(folded).isEmpty()) {
      walk(place + 1, folded, weight);
    } else {
      attribute(folded, weight);
    }
  }

  /** The label of the longest text that stands at the start and is over there. */
  private Optional<String> ended(String folded) {
    return labels.keySet().stream()
        .filter(
            text ->
                folded.length() > text.length()
                    && folded.startsWith(text)
                    && !Character.isLetterOrDigit(folded.codePointAt(text.length())))
        .max(Comparator.comparingInt(String::length))
        .map(labels::get);
  }

  /** The labels of the texts that begin so, the whole text itself among them. */
  private Set<String> open(String folded) {
    Set<String> open = new LinkedHashSet<>();
    labels.forEach(
        (text, label) -> {
          if (text.startsWith(folded)) {
            open.add(label);
          }
        });
    return open;
  }

  /** Counts a beginning of which nothing more is known, if it can become one label alone. */
  private void attribute(String folded, double weight) {
    Set<String> open = open(folded);
    if (!folded.isEmpty() && open.size() == 1) {
      masses.merge(open.iterator().next(), weight, Double::sum);
    }
  }

  private static double probability(double logprob) {
    double probability = Math.exp(logprob);
    return probability >= 0 && probability <= 1 ? probability : 0;
  }
}
