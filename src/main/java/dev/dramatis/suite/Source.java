package dev.dramatis.suite;

/** The work that a suite's claim is taken from, and where in it. */
public record Source(String work, String section) {}
