package dev.dramatis.suite;

import java.util.Map;

/**
 * Where a plain arm came from when it is one point of a sweep.
 *
 * @param arm the arm as written
 * @param values the swept names with the values taken here, in the order written
 */
public record SweepPoint(String arm, Map<String, String> values) {}
