/**
 * Whole evaluations in the simulated worlds, to find out how often the instrument is wrong. A suite
 * comes in; a table of verdicts by world goes out.
 */
@NullMarked
package dev.dramatis.calibrate;

import org.jspecify.annotations.NullMarked;
