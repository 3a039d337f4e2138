package dev.dramatis.verdict;

import java.util.List;
import java.util.stream.Collectors;

/** Says in words how a prediction is contradicted. */
final class Reasons {
  private Reasons() {}

  static String contradicted(List<ClaimResult> claims) {
    return claims.stream()
        .flatMap(claim -> claim.contradiction().stream())
        .map(Reasons::word)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String word(Contradiction contradiction) {
    return switch (contradiction) {
      case REVERSED -> "reversed";
      case ABSENT -> "absent";
      case TOO_SMALL -> "too small";
      case TOO_LARGE -> "too large";
    };
  }
}
