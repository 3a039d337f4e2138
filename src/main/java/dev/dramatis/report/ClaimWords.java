package dev.dramatis.report;

import dev.dramatis.stats.Interval;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.Scope;

/**
 * The figures of a claim as text, with their unit.
 *
 * @param interval of the scope that the claim's verdict has
 */
record ClaimWords(String interval, String sameWay, String theseProbes, String point, String bound) {
  static ClaimWords of(ClaimResult claim) {
    boolean rate = MeasureWords.isRate(claim.claim().contrast());
    String sameWay = range(claim.interval(), rate);
    String theseProbes = range(claim.theseProbes(), rate);
    return new ClaimWords(
        claim.scope() == Scope.THESE_PROBES ? theseProbes : sameWay,
        sameWay,
        theseProbes,
        claim.estimate().isEmpty()
            ? Numbers.NONE
            : rate ? Numbers.percent(claim.estimate()) : Numbers.points(claim.estimate()) + " pp",
        Words.of(claim.claim().bound(), rate));
  }

  static String range(Interval interval, boolean rate) {
    return rate ? Numbers.percent(interval) : Numbers.points(interval) + " pp";
  }
}
