package dev.dramatis.compare;

import dev.dramatis.stats.ChangeDetector;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.Wealth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The nights in which one prediction measured the same thing; adds them up as they come. */
final class Segment {
  /** Of the permutations, so that the same history reads the same. */
  private static final long SEED = 20261101;

  private final ChangeDetector detector;
  private final List<String> counted = new ArrayList<>();

  /** What the units of the first counted night were asked; those that it lacks are not watched. */
  private final List<String> places = new ArrayList<>();

  private String suiteHash = "";
  private Wealth wealth = Wealth.STAKE;

  Segment(double nightsPerFalseAlarm) {
    detector = new ChangeDetector(Math.max(2, nightsPerFalseAlarm), SEED);
  }

  /**
   * Whether a night asks what the nights before it asked: the same text of the suite, or other text
   * with the same units in it. A unit that failed one night is missing and no change.
   */
  boolean asks(History.Place place) {
    Units units =
        place.prediction().claims().isEmpty()
            ? Units.NONE
            : place.prediction().claims().get(0).units();
    if (places.isEmpty() || units.size() == 0) {
      return suiteHash.isEmpty() || suiteHash.equals(place.suite().hash());
    }
    Set<String> before = new HashSet<>(places);
    long common = units.asked().stream().filter(before::contains).count();
    return suiteHash.equals(place.suite().hash())
        ? 2 * common >= places.size()
        : common == places.size() && common == units.size();
  }

  HistoryNight night(
      History.Place place,
      List<String> broken,
      List<String> servedBefore,
      List<String> served,
      String sameAnswersAs) {
    PredictionDigest prediction = place.prediction();
    Optional<String> aside = aside(place, sameAnswersAs);
    suiteHash = place.suite().hash();
    OptionalDouble p = OptionalDouble.empty();
    OptionalDouble evidence = OptionalDouble.empty();
    Optional<String> changedSince = Optional.empty();
    if (aside.isEmpty()) {
      counted.add(place.run().run());
      for (ClaimDigest claim : prediction.claims()) {
        wealth = prediction.claims().size() == 1 ? plus(wealth, claim.wealth()) : wealth;
      }
      if (prediction.claims().size() > 1) {
        wealth = plus(wealth, ofAll(prediction));
      }
      Units units = prediction.claims().get(0).units();
      if (prediction.role() == Role.PRIMARY && units.size() > 0) {
        ChangeDetector.Look look = detector.add(placed(units));
        p = OptionalDouble.of(look.p());
        evidence = OptionalDouble.of(look.evidence());
        changedSince =
            look.changedSince().isPresent()
                ? Optional.of(counted.get(counted.size() - 1 - look.changedSince().getAsInt()))
                : Optional.empty();
      }
    }
    return new HistoryNight(
        place.run().run(),
        place.run().frozen(),
        prediction.verdict(),
        prediction.claims().isEmpty()
            ? Optional.empty()
            : Optional.of(prediction.claims().get(0).withoutUnits()),
        place.suite().hash(),
        served,
        servedBefore,
        broken,
        aside,
        wealth,
        p,
        evidence,
        changedSince);
  }

  /** The effects in the places of the first night. */
  private List<OptionalDouble> placed(Units units) {
    if (places.isEmpty()) {
      places.addAll(units.asked());
    }
    Map<String, Double> effects = new HashMap<>();
    for (int i = 0; i < units.size(); i++) {
      effects.putIfAbsent(units.asked().get(i), units.effects().get(i));
    }
    List<OptionalDouble> placed = new ArrayList<>();
    for (String place : places) {
      Double effect = effects.get(place);
      placed.add(effect == null ? OptionalDouble.empty() : OptionalDouble.of(effect));
    }
    return placed;
  }

  /** Why a night is shown and not counted; empty if it is counted. */
  private static Optional<String> aside(History.Place place, String sameAnswersAs) {
    if (place.run().parent().isPresent()) {
      return Optional.of("labels of run " + place.run().parent().get() + " made again");
    }
    if (!sameAnswersAs.isEmpty()) {
      return Optional.of("the very answers of run " + sameAnswersAs);
    }
    if (!place.run().isComplete()) {
      return Optional.of("incomplete");
    }
    return place.prediction().claims().isEmpty()
            || place.prediction().claims().stream().anyMatch(claim -> claim.estimate().isEmpty())
        ? Optional.of("no data")
        : Optional.empty();
  }

  private static Wealth plus(Wealth one, Wealth other) {
    return new Wealth(one.logFor() + other.logFor(), one.logAgainst() + other.logAgainst());
  }

  /** All claims must hold: for them says what says least; against them the stake is split. */
  private static Wealth ofAll(PredictionDigest prediction) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (ClaimDigest claim : prediction.claims()) {
      least = Math.min(least, claim.wealth().logFor());
      most = Math.max(most, claim.wealth().logAgainst());
    }
    double sum = 0;
    for (ClaimDigest claim : prediction.claims()) {
      sum += Math.exp(claim.wealth().logAgainst() - most);
    }
    return new Wealth(least, most + Math.log(sum / prediction.claims().size()));
  }
}
