package dev.dramatis.suite;

/**
 * Which of several equally trained models an arm asks.
 *
 * @param of the arm's id in the suite
 * @param seed from 1
 */
public record Replica(String of, int seed) {}
