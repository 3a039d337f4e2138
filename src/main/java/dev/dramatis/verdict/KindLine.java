package dev.dramatis.verdict;

import dev.dramatis.stats.Interval;

/** The contrast within one kind of probe. */
public record KindLine(String kind, int units, double estimate, Interval interval) {}
