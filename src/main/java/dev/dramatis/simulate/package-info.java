/**
 * The simulated worlds: endpoints whose true rates are known. A request comes in; a text goes out,
 * drawn by one rule for all suites.
 */
@NullMarked
package dev.dramatis.simulate;

import org.jspecify.annotations.NullMarked;
