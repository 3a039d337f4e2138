package dev.dramatis.suite;

/** A contrast of a measure, held against a margin. */
public record Claim(Contrast contrast, Measure measure, Bound bound) {}
