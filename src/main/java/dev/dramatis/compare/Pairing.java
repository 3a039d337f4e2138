package dev.dramatis.compare;

import dev.dramatis.stats.Interval;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Puts the predictions of two runs side by side, or says why it cannot. */
final class Pairing {
  private static final Interval UNADJUSTED = new Interval(0, 0);

  private final RunDigest before;
  private final RunDigest after;
  private final List<PredictionPair> pairs = new ArrayList<>();
  private final Set<RunPair.Alone> alone = new LinkedHashSet<>();

  private Pairing(RunDigest before, RunDigest after) {
    this.before = before;
    this.after = after;
  }

  static RunPair of(RunDigest before, RunDigest after) {
    Pairing pairing = new Pairing(before, after);
    pairing.pair();
    return new RunPair(
        before,
        after,
        Conditions.between(before, after),
        pairing.pairs,
        List.copyOf(pairing.alone));
  }

  private void pair() {
    for (SuiteDigest suite : after.suites()) {
      Optional<SuiteDigest> earlier = before.suite(suite.id());
      for (PredictionDigest prediction : suite.predictions()) {
        Optional<PredictionDigest> known =
            earlier.flatMap(found -> found.prediction(prediction.id()));
        if (known.isPresent()) {
          pairs.add(pair(earlier.orElseThrow(), suite, known.get(), prediction));
        } else {
          alone.add(new RunPair.Alone(suite.id(), prediction.id(), after.run()));
        }
      }
    }
    for (SuiteDigest suite : before.suites()) {
      Optional<SuiteDigest> later = after.suite(suite.id());
      for (PredictionDigest prediction : suite.predictions()) {
        if (later.flatMap(found -> found.prediction(prediction.id())).isEmpty()) {
          alone.add(new RunPair.Alone(suite.id(), prediction.id(), before.run()));
        }
      }
    }
  }

  private PredictionPair pair(
      SuiteDigest earlier, SuiteDigest later, PredictionDigest was, PredictionDigest is) {
    List<ClaimPair> claims = new ArrayList<>();
    for (int i = 0; i < is.claims().size(); i++) {
      ClaimDigest now = is.claims().get(i);
      if (i >= was.claims().size()) {
        claims.add(
            new ClaimPair.Refused(
                now.contrast(),
                "it has no such claim in " + before.run(),
                OptionalDouble.empty(),
                now.estimate()));
      } else {
        claims.add(pair(earlier, later, was.claims().get(i), now));
      }
    }
    return new PredictionPair(later.id(), was, is, claims);
  }

  private ClaimPair pair(SuiteDigest earlier, SuiteDigest later, ClaimDigest was, ClaimDigest now) {
    Optional<String> refusal = refusal(earlier, later, was, now);
    if (refusal.isEmpty()) {
      Optional<PairedDifference> difference = PairedDifference.of(was, now);
      if (difference.isPresent()) {
        return new ClaimPair.Paired(now.contrast(), difference.get(), 1, UNADJUSTED);
      }
      refusal = Optional.of(nothingInCommon(earlier, later, now));
    }
    return new ClaimPair.Refused(now.contrast(), refusal.get(), was.estimate(), now.estimate());
  }

  private Optional<String> refusal(
      SuiteDigest earlier, SuiteDigest later, ClaimDigest was, ClaimDigest now) {
    if (!was.question().equals(now.question())) {
      return Optional.of(
          "its contrast or its measure was changed; what was measured then is not what is now");
    }
    for (String classifier : now.classifiers()) {
      String then = earlier.classifiers().getOrDefault(classifier, "");
      String today = later.classifiers().getOrDefault(classifier, "");
      if (!then.equals(today)) {
        return Optional.of(
            "the labels of "
                + classifier
                + " were given by another classifier or judge: label the older run again with"
                + " reclassify");
      }
    }
    if (was.estimate().isEmpty() || now.estimate().isEmpty()) {
      return Optional.of("no data in " + (was.estimate().isEmpty() ? before.run() : after.run()));
    }
    return was.units().size() == 0 || now.units().size() == 0
        ? Optional.of(
            "the effects of its units were not kept in "
                + (was.units().size() == 0 ? before.run() : after.run()))
        : Optional.empty();
  }

  private static String nothingInCommon(SuiteDigest earlier, SuiteDigest later, ClaimDigest claim) {
    List<String> resampled =
        claim.arms().stream()
            .filter(
                arm ->
                    !earlier
                        .sampling()
                        .getOrDefault(arm, "")
                        .equals(later.sampling().getOrDefault(arm, "")))
            .toList();
    return resampled.isEmpty()
        ? "no probe was asked in the same words in both"
        : "the arms "
            + String.join(", ", resampled)
            + " were sampled otherwise, so that no probe was asked in the same way in both";
  }
}
