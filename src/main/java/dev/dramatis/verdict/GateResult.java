package dev.dramatis.verdict;

import dev.dramatis.suite.Role;

/**
 * What a check or control did to a prediction.
 *
 * @param clearance by how much it cleared its bar; negative when it did not
 */
public record GateResult(String id, Role role, Verdict verdict, double clearance) {}
