package dev.dramatis.classify;

/**
 * A feature of the voice found in a text, with the part that shows it.
 *
 * @param amount how much of it, in the feature's own unit: most are 1 where present
 */
record Signal(String feature, double amount, int start, int end) {}
