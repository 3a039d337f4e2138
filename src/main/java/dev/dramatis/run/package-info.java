/**
 * Carries a plan through ask, label and decide. A plan comes in; a journal of finished pieces and
 * the record of the run go out.
 */
@NullMarked
package dev.dramatis.run;

import org.jspecify.annotations.NullMarked;
