package dev.dramatis.verdict;

import java.util.List;
import java.util.function.Supplier;

/**
 * A verdict with its scope. The claim about these very probes is tested first; only if it is
 * decided can the one about probes made the same way be.
 */
record Finding(Verdict verdict, Scope scope) {
  static Finding of(Verdict theseProbes, Supplier<Verdict> sameWay) {
    if (!theseProbes.isDecided()) {
      return new Finding(Verdict.INCONCLUSIVE, Scope.THESE_PROBES);
    }
    return new Finding(
        theseProbes,
        sameWay.get() == theseProbes ? Scope.PROBES_MADE_THE_SAME_WAY : Scope.THESE_PROBES);
  }

  /** All claims are needed: SUPPORTED if each is, CONTRADICTED if one is. */
  static Verdict all(List<Verdict> claims) {
    if (claims.contains(Verdict.CONTRADICTED)) {
      return Verdict.CONTRADICTED;
    }
    return claims.stream().allMatch(Verdict.SUPPORTED::equals)
        ? Verdict.SUPPORTED
        : Verdict.INCONCLUSIVE;
  }
}
