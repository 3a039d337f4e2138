package dev.dramatis.compare;

import dev.dramatis.stats.Multiplicity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs held against the first of them. All paired claims, of all runs, are one family: that any of
 * them is called changed although nothing changed happens in at most 5 % of comparisons (Holm).
 *
 * @param runs two or more, the one that the others are held against first
 * @param pairs one for every further run
 */
public record Comparison(List<RunDigest> runs, List<RunPair> pairs) {
  /** Of calling anything changed where nothing has. */
  public static final double LEVEL = 0.05;

  public Comparison {
    runs = List.copyOf(runs);
    pairs = List.copyOf(pairs);
  }

  /**
   * Compares.
   *
   * @throws DigestException if there is nothing to compare: fewer than two runs, one of them twice,
   *     or no suite in common
   */
  public static Comparison of(List<RunDigest> runs) {
    if (runs.size() < 2) {
      throw new DigestException("Say two runs or more to compare.");
    }
    Set<String> names = new HashSet<>();
    for (RunDigest run : runs) {
      if (!names.add(run.run())) {
        throw new DigestException("The run " + run.run() + " is named twice.");
      }
    }
    RunDigest first = runs.get(0);
    List<RunPair> pairs = new ArrayList<>();
    for (RunDigest other : runs.subList(1, runs.size())) {
      if (other.suites().stream().noneMatch(suite -> first.suite(suite.id()).isPresent())) {
        throw new DigestException(
            "The runs " + first.run() + " and " + other.run() + " have no suite in common.");
      }
      pairs.add(Pairing.of(first, other));
    }
    return new Comparison(runs, adjusted(pairs));
  }

  /** How many claims were paired, over all runs: the size of the family. */
  public int compared() {
    return pairs.stream().mapToInt(RunPair::compared).sum();
  }

  /** The same with p-values and intervals for all claims at once. */
  private static List<RunPair> adjusted(List<RunPair> pairs) {
    double[] p =
        pairs.stream()
            .flatMap(pair -> pair.predictions().stream())
            .flatMap(prediction -> prediction.paired().stream())
            .mapToDouble(claim -> claim.difference().p())
            .toArray();
    double[] holm = Multiplicity.holm(p);
    int[] next = {0};
    return pairs.stream()
        .map(
            pair ->
                new RunPair(
                    pair.before(),
                    pair.after(),
                    pair.conditions(),
                    pair.predictions().stream()
                        .map(prediction -> adjusted(prediction, holm, next))
                        .toList(),
                    pair.alone()))
        .toList();
  }

  private static PredictionPair adjusted(PredictionPair prediction, double[] holm, int[] next) {
    List<ClaimPair> claims = new ArrayList<>();
    for (ClaimPair claim : prediction.claims()) {
      claims.add(
          claim instanceof ClaimPair.Paired paired
              ? new ClaimPair.Paired(
                  paired.contrast(),
                  paired.difference(),
                  holm[next[0]++],
                  paired.difference().interval(LEVEL / 2 / holm.length))
              : claim);
    }
    return new PredictionPair(prediction.suite(), prediction.before(), prediction.after(), claims);
  }
}
