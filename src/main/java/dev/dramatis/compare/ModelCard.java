package dev.dramatis.compare;

import dev.dramatis.model.Abilities;
import dev.dramatis.stats.Interval;
import dev.dramatis.verdict.DoseLine;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is known of one model from its runs: the newest complete one for every suite.
 *
 * @param model its name, without server
 * @param simulated whether it is a simulated world
 * @param sources the runs that it was taken from, the newest first
 * @param abilities what it was found able to do, by the word of the capability
 * @param suites in alphabetical order
 * @param references the models that its effects are shown beside
 */
public record ModelCard(
    String model,
    boolean simulated,
    List<Source> sources,
    Map<String, Abilities.Finding> abilities,
    List<CardSuite> suites,
    List<String> references) {
  public ModelCard {
    sources = List.copyOf(sources);
    abilities = Collections.unmodifiableMap(new LinkedHashMap<>(abilities));
    suites = List.copyOf(suites);
    references = List.copyOf(references);
  }

  /**
   * A run that the card draws on.
   *
   * @param suites how many of the card's it holds
   * @param served the models that answered, as they named themselves
   * @param inputTokens as the provider counted them; absent where it did not
   * @param spendUsd of the whole run; absent where a price is not known
   */
  public record Source(
      String run,
      Instant frozen,
      String program,
      int suites,
      List<String> served,
      long calls,
      long failed,
      OptionalLong inputTokens,
      OptionalLong outputTokens,
      OptionalDouble spendUsd) {
    public Source {
      served = List.copyOf(served);
    }
  }

  /**
   * One suite.
   *
   * @param run that it was asked in
   * @param doses the curves of its sweeps
   * @param voices who spoke, arm by arm; empty where the suite does not listen for it
   * @param references the primary of other models whose run has the same suite, by model
   */
  public record CardSuite(
      String run,
      SuiteDigest suite,
      List<DoseLine> doses,
      List<VoiceShare> voices,
      Map<String, PredictionDigest> references) {
    public CardSuite {
      doses = List.copyOf(doses);
      voices = List.copyOf(voices);
      references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
    }
  }

  /**
   * Who spoke in the replies of an arm, by the voice classifier.
   *
   * @param replies that got a label
   * @param shares of the replies, by label
   * @param broke the mean over probes of the share of replies in a base model's voice
   * @param interval of that mean for probes made the same way, Gaffke's at 2.5 % per side
   */
  public record VoiceShare(
      String arm,
      int replies,
      Map<String, Double> shares,
      OptionalDouble broke,
      Interval interval) {
    public VoiceShare {
      shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    }
  }
}
