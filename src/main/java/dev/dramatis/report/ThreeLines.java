package dev.dramatis.report;

import static java.util.stream.Collectors.joining;

import dev.dramatis.compare.ClaimPair;
import dev.dramatis.compare.Condition;
import dev.dramatis.compare.PredictionPair;
import dev.dramatis.compare.RunPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What changed since another run, in three lines of plain text: what moved, in what the runs differ
 * besides, and what could not be compared.
 */
public final class ThreeLines {
  /** Changes that are told with their figures; the others by name. */
  private static final int TOLD = 2;

  /** Further ones that are named, and conditions that are told. */
  private static final int NAMED = 4;

  private ThreeLines() {}

  /** The three lines. */
  public static List<String> of(RunPair pair) {
    return Stream.of(moved(pair), besides(pair), leftOver(pair)).map(Visible::line).toList();
  }

  private static boolean isOneSubject(RunPair pair) {
    return pair.before().subject().equals(pair.after().subject());
  }

  private static String moved(RunPair pair) {
    List<PredictionPair> changed = pair.changed();
    String since = " from " + pair.before().run();
    if (changed.isEmpty()) {
      return (isOneSubject(pair) ? "Nothing changed" : "Nothing differs")
          + " beyond chance"
          + since
          + ": "
          + Numbers.count(pair.compared())
          + " contrasts of "
          + Numbers.count(pair.predictions().size())
          + " predictions were compared.";
    }
    List<PredictionPair> rest = changed.subList(Math.min(TOLD, changed.size()), changed.size());
    return (isOneSubject(pair) ? "Changed" : "Differs")
        + since
        + " ("
        + pair.changedPrimaries().size()
        + " primaries, "
        + (changed.size() - pair.changedPrimaries().size())
        + " others): "
        + changed.stream().limit(TOLD).map(ThreeLines::told).collect(joining("; "))
        + (rest.isEmpty() ? "" : "; and " + names(rest))
        + ".";
  }

  private static String told(PredictionPair prediction) {
    ClaimPair.Paired claim = prediction.foremost().orElseThrow();
    return ChangeWords.name(prediction)
        + " "
        + ChangeWords.change(claim, ChangeWords.isRate(prediction, claim))
        + ", adjusted p "
        + Numbers.p(claim.adjusted())
        + ", "
        + ChangeWords.verdicts(prediction);
  }

  private static String names(List<PredictionPair> predictions) {
    return predictions.stream().limit(NAMED).map(ChangeWords::name).collect(joining(", "))
        + (predictions.size() > NAMED ? " and " + (predictions.size() - NAMED) + " more" : "");
  }

  private static String besides(RunPair pair) {
    List<Condition> conditions = pair.conditions();
    if (conditions.isEmpty()) {
      return "Otherwise alike: models as served, suites, classifiers, judges and sampling.";
    }
    return "Differs besides: "
        + conditions.stream().limit(NAMED).map(ChangeWords::of).collect(joining("; "))
        + (conditions.size() > NAMED ? "; and " + (conditions.size() - NAMED) + " more" : "")
        + ".";
  }

  private static String leftOver(RunPair pair) {
    List<String> parts = new ArrayList<>();
    Map<String, Integer> refused = new LinkedHashMap<>();
    int leftOut = 0;
    for (PredictionPair prediction : pair.predictions()) {
      for (ClaimPair claim : prediction.claims()) {
        if (claim instanceof ClaimPair.Refused refusal) {
          refused.merge(refusal.reason(), 1, Integer::sum);
        } else if (claim instanceof ClaimPair.Paired paired) {
          leftOut += paired.difference().leftOut();
        }
      }
    }
    if (!refused.isEmpty()) {
      parts.add(
          "not compared: "
              + refused.entrySet().stream()
                  .limit(TOLD)
                  .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
                  .collect(joining(", "))
              + (refused.size() > TOLD ? " and others" : ""));
    }
    if (!pair.alone().isEmpty()) {
      parts.add(pair.alone().size() + " predictions that only one of the runs has");
    }
    if (leftOut > 0) {
      parts.add(Numbers.count(leftOut) + " units without a counterpart left out");
    }
    List<PredictionPair> byChance = pair.decidedOtherwiseByChance();
    if (!byChance.isEmpty()) {
      parts.add(
          "reads otherwise, by no more than chance: "
              + byChance.stream()
                  .limit(TOLD)
                  .map(one -> ChangeWords.name(one) + " " + ChangeWords.verdicts(one))
                  .collect(joining(", "))
              + (byChance.size() > TOLD ? " and " + (byChance.size() - TOLD) + " more" : ""));
    }
    if (!pair.after().isComplete() || !pair.before().isComplete()) {
      parts.add(
          (pair.after().isComplete() ? pair.before().run() : pair.after().run())
              + " is incomplete");
    }
    String text = String.join("; ", parts);
    return text.isEmpty()
        ? "All was compared, and every prediction reads as it did or as its change says."
        : "Also: " + text + ".";
  }
}
