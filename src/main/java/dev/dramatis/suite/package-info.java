/**
 * Reads a suite file into immutable records, or rejects it with every problem listed. Out goes the
 * suite, frozen by hash, and the ordered list of its trials.
 */
@NullMarked
package dev.dramatis.suite;

import org.jspecify.annotations.NullMarked;
