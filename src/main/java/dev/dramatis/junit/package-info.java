/**
 * Shows suites to the JUnit Platform: a container for a suite, a test for a prediction. Paths of
 * suites and settings come in; passed, failed and aborted tests go out.
 */
@NullMarked
package dev.dramatis.junit;

import org.jspecify.annotations.NullMarked;
