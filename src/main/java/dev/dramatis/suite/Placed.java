package dev.dramatis.suite;

/** A part of a suite, with the place that it was read from. */
record Placed<T>(T value, Located at) {}
