package dev.dramatis.verdict;

import dev.dramatis.stats.Interval;

/**
 * What one of several equally trained models shows of a claim.
 *
 * @param interval in the scope of the claim's verdict, at its level
 */
public record SeedLine(int seed, double estimate, Interval interval) {}
