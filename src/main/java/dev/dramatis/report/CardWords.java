package dev.dramatis.report;

import dev.dramatis.compare.ModelCard;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a model's card says in words. */
final class CardWords {
  /** Stands above the shares of voices. */
  static final String BREAKS =
      "Labels of the voice classifier, arm by arm. Most arms are made to provoke breaks; none of"
          + " these rates is that of ordinary use.";

  private static final int MOST_SERVED = 3;

  private CardWords() {}

  static String served(ModelCard.Source source) {
    return source.served().size() <= MOST_SERVED
        ? String.join(", ", source.served())
        : source.served().size() + " models";
  }

  static String tokens(ModelCard.Source source) {
    return count(source.inputTokens()) + ", " + count(source.outputTokens());
  }

  private static String count(OptionalLong tokens) {
    return tokens.isPresent() ? Numbers.count(tokens.getAsLong()) : "not said";
  }

  static String spend(OptionalDouble usd) {
    return usd.isPresent() ? Numbers.fixed(usd.getAsDouble(), 2) + " USD" : "not known";
  }
}
