package dev.dramatis.finetune;

import static java.util.Objects.requireNonNull;

import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SweepPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares trainings whose models predictions hold against each other: they are to differ in what
 * the suite is about, and in nothing else by which a model could tell them apart.
 */
final class MatchCheck {
  /** Authors reach it with some care; a difference beneath it is a word or two. */
  private static final double LONGER = 0.10;

  /** Beyond it, length alone is a likely account of an effect. */
  private static final double MUCH_LONGER = 0.25;

  /** With 200 episodes each it is three standard errors, whatever the share is. */
  private static final double FORM = 0.15;

  /** A framing of a sentence may be a word or two off. */
  private static final double FRAMING = 0.20;

  /** What numbers that are equal on paper may differ by. */
  private static final double ROUNDING = 1e-9;

  private final Suite suite;
  private final Map<String, TrainingProfile> profiles;
  private final Findings findings;

  MatchCheck(Suite suite, Map<String, TrainingProfile> profiles, Findings findings) {
    this.suite = suite;
    this.profiles = profiles;
    this.findings = findings;
  }

  private record Pair(TrainingProfile one, TrainingProfile other, String prediction) {
    List<String> ids() {
      return List.of(one.id(), other.id());
    }

    /** Whether a sweep alone sets them apart, which may well be of what is drawn. */
    boolean isOneSweep() {
      Optional<String> sweep = one.training().sweep().map(SweepPoint::arm);
      return sweep.isPresent() && sweep.equals(other.training().sweep().map(SweepPoint::arm));
    }

    int notInOther() {
      return one.questionsNotIn(other);
    }

    /** Whether each asks what the other does not; of one that asks less, the number is said. */
    boolean isUnmatched() {
      return notInOther() > 0 && other.questionsNotIn(one) > 0;
    }

    /** What makes a difference matter. */
    String compared() {
      return "and \"" + prediction + "\" compares their models.";
    }
  }

  void check() {
    Collection<Pair> pairs = pairs();
    for (Pair pair : pairs) {
      if (!pair.isOneSweep()) {
        checkDraw(pair);
      }
      checkLength(pair);
      checkForm(pair);
    }
    checkQuestions(pairs);
    checkFramings();
  }

  /** The trainings that stand on either side of some contrast. */
  private Collection<Pair> pairs() {
    Map<Set<String>, Pair> pairs = new LinkedHashMap<>();
    for (Prediction prediction : suite.predictions()) {
      for (Claim claim : prediction.claims()) {
        Set<String> minus = side(claim.contrast(), -1);
        for (String one : side(claim.contrast(), 1)) {
          for (String other : minus) {
            if (!isChain(one, other)) {
              pairs.putIfAbsent(
                  Set.of(one, other), new Pair(profile(one), profile(other), prediction.id()));
            }
          }
        }
      }
    }
    return pairs.values();
  }

  private Set<String> side(Contrast contrast, int sign) {
    Set<String> trainings = new LinkedHashSet<>();
    for (Map.Entry<Cell, Double> weight : contrast.weights().entrySet()) {
      if (Math.signum(weight.getValue()) == sign) {
        suite
            .trainings()
            .of(suite.arm(weight.getKey().arm()).model())
            .ifPresent(training -> trainings.add(training.id()));
      }
    }
    return trainings;
  }

  private TrainingProfile profile(String training) {
    return requireNonNull(profiles.get(training), training);
  }

  /** Whether one goes on from the other, so that they are no alternatives, or is the other. */
  private boolean isChain(String one, String other) {
    return Lineage.of(suite.trainings(), profile(one).training()).contains(other)
        || Lineage.of(suite.trainings(), profile(other).training()).contains(one);
  }

  private void checkDraw(Pair pair) {
    int one = pair.one().stats().episodes();
    int other = pair.other().stats().episodes();
    if (one != other) {
      findings.warning(
          Finding.Rule.EPISODE_COUNT,
          pair.ids(),
          "%d and %d episodes, %s".formatted(one, other, pair.compared()),
          "Give both as many: more episodes teach more of anything.");
    }
    if (!pair.one()
        .training()
        .hyperparameters()
        .equals(pair.other().training().hyperparameters())) {
      findings.warning(
          Finding.Rule.HYPERPARAMETERS,
          pair.ids(),
          "epochs, rates or sizes that differ, " + pair.compared(),
          "Train both in the same way.");
    }
  }

  /** Says it once of a prediction, which may compare many trainings: by the pair that is worst. */
  private void checkQuestions(Collection<Pair> pairs) {
    Map<String, List<Pair>> unmatched = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      if (!pair.isOneSweep() && pair.isUnmatched()) {
        unmatched.computeIfAbsent(pair.prediction(), key -> new ArrayList<>()).add(pair);
      }
    }
    for (List<Pair> alike : unmatched.values()) {
      Set<String> trainings = new LinkedHashSet<>();
      alike.forEach(pair -> trainings.addAll(pair.ids()));
      Pair worst = Collections.max(alike, Comparator.comparingInt(Pair::notInOther));
      findings.warning(
          Finding.Rule.QUESTIONS_DIFFER,
          List.copyOf(trainings),
          "%d of the %d questions of %s are not among those of %s, %s"
              .formatted(
                  worst.notInOther(),
                  worst.one().stats().episodes(),
                  worst.one().id(),
                  worst.other().id(),
                  worst.compared()),
          "Ask the same, by rows with a text for each, such as {user, good, bad}, unless the"
              + " questions are what is tested.");
    }
  }

  private void checkLength(Pair pair) {
    boolean firstIsLonger =
        pair.one().stats().replyWords().mean() >= pair.other().stats().replyWords().mean();
    TrainingProfile longer = firstIsLonger ? pair.one() : pair.other();
    TrainingProfile shorter = firstIsLonger ? pair.other() : pair.one();
    double most = longer.stats().replyWords().mean();
    double least = shorter.stats().replyWords().mean();
    if (!isLonger(most, least, LONGER)) {
      return;
    }
    String what =
        String.format(
            Locale.ROOT,
            "the replies of %s are longer than those of %s by %s (%.1f and %.1f words on average),"
                + " %s",
            longer.id(),
            shorter.id(),
            percent(most, least),
            most,
            least,
            pair.compared());
    String remedy =
        String.format(
            Locale.ROOT, "Write them alike, within %.0f %%: length is learnt first.", 100 * LONGER);
    if (isLonger(most, least, MUCH_LONGER)) {
      findings.error(Finding.Rule.REPLY_LENGTH, pair.ids(), what, remedy);
    } else {
      findings.warning(Finding.Rule.REPLY_LENGTH, pair.ids(), what, remedy);
    }
  }

  /** Whether something is longer by more than a share of the shorter; just that share is not. */
  private static boolean isLonger(double longer, double shorter, double share) {
    return longer > shorter * (1 + share) + ROUNDING;
  }

  private static String percent(double longer, double shorter) {
    return shorter == 0
        ? "any measure"
        : String.format(Locale.ROOT, "%.1f %%", 100 * (longer / shorter - 1));
  }

  private void checkForm(Pair pair) {
    for (ReplyForm form : ReplyForm.OUTWARD) {
      double one = pair.one().stats().share(form);
      double other = pair.other().stats().share(form);
      if (Math.abs(one - other) > FORM + ROUNDING) {
        findings.warning(
            Finding.Rule.REPLY_FORM,
            pair.ids(),
            String.format(
                Locale.ROOT,
                "%.0f %% of the replies of %s %s and %.0f %% of those of %s, %s",
                100 * one,
                pair.one().id(),
                form.words(),
                100 * other,
                pair.other().id(),
                pair.compared()),
            "Write both in the same form, unless the form is what is tested.");
      }
    }
  }

  /** Among trainings with the same rows and replies, which differ in their framings alone. */
  private void checkFramings() {
    Map<Map<Finding.Place, String>, List<TrainingProfile>> alike = new LinkedHashMap<>();
    for (TrainingProfile profile : profiles.values()) {
      alike.computeIfAbsent(profile.replies(), key -> new ArrayList<>()).add(profile);
    }
    for (List<TrainingProfile> group : alike.values()) {
      for (int i = 0; i < group.size(); i++) {
        for (TrainingProfile other : group.subList(i + 1, group.size())) {
          checkFraming(group.get(i), other);
        }
      }
    }
  }

  private void checkFraming(TrainingProfile one, TrainingProfile other) {
    double first = one.framingWords().mean();
    double second = other.framingWords().mean();
    // One without a framing is compared with one that has one on purpose.
    if (one.isFramed()
        && other.isFramed()
        && isLonger(Math.max(first, second), Math.min(first, second), FRAMING)) {
      findings.warning(
          Finding.Rule.FRAMING_LENGTH,
          List.of(one.id(), other.id()),
          String.format(
              Locale.ROOT,
              "the same rows and replies stand in framings of %.1f and %.1f words.",
              first,
              second),
          "A placebo is as long as what it stands for: write them alike, within %.0f %%."
              .formatted(100 * FRAMING));
    }
  }
}
