package dev.dramatis.verdict;

import dev.dramatis.suite.Role;

/**
 * What a check or control did to a prediction.
 *
 * @param clearance by how much the interval of its scope cleared the bar, the least of its claims;
 *     negative when it did not
 */
public record GateResult(String id, Role role, Verdict verdict, double clearance) {}
