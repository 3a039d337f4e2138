package dev.dramatis.verdict;

import java.util.Optional;

/**
 * The contrast within one unit, averaged over its probes and repeats.
 *
 * @param unit a probe's id, or its family
 */
public record UnitEffect(
    String unit, Optional<String> kind, Optional<String> group, double effect) {}
