/**
 * Decides from labels whether each prediction holds. Labels come in; effect, interval, verdict and
 * marks go out.
 */
@NullMarked
package dev.dramatis.verdict;

import org.jspecify.annotations.NullMarked;
