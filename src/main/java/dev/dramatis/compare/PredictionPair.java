package dev.dramatis.compare;

import dev.dramatis.suite.Role;
import dev.dramatis.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One prediction in two runs that both have it.
 *
 * @param claims in the order of the suite
 */
public record PredictionPair(
    String suite, PredictionDigest before, PredictionDigest after, List<ClaimPair> claims) {
  public PredictionPair {
    claims = List.copyOf(claims);
  }

  public String prediction() {
    return after.id();
  }

  public Role role() {
    return after.role();
  }

  /** The claims that could be paired. */
  public List<ClaimPair.Paired> paired() {
    return claims.stream()
        .filter(ClaimPair.Paired.class::isInstance)
        .map(ClaimPair.Paired.class::cast)
        .toList();
  }

  /** The claim that moved most surely; empty if none could be paired. */
  public Optional<ClaimPair.Paired> foremost() {
    return paired().stream().min(Comparator.comparingDouble(claim -> claim.difference().p()));
  }

  /** Whether one of its contrasts moved beyond chance. */
  public boolean isChanged() {
    return paired().stream().anyMatch(ClaimPair.Paired::isChanged);
  }

  /** Whether it reads otherwise than before, by chance or not. */
  public boolean isDecidedOtherwise() {
    return before.verdict() != after.verdict();
  }

  /** Whether it was decided before and cannot be tested now. */
  public boolean isLost() {
    return before.verdict() != Verdict.NOT_TESTED && after.verdict() == Verdict.NOT_TESTED;
  }
}
