package dev.dramatis.verdict;

import java.util.Optional;

/**
 * The contrast within one unit, averaged over its probes and repeats.
 *
 * @param unit a probe's id, or its family
 * @param part of the contrast that it belongs to, from 0: a contrast that spans groups of probes
 *     has one for each, and the means of the parts add
 */
public record UnitEffect(
    String unit, Optional<String> kind, Optional<String> group, double effect, int part) {
  UnitEffect inPart(int number) {
    return number == part ? this : new UnitEffect(unit, kind, group, effect, number);
  }
}
