/**
 * Holds runs against each other. Digests of finished runs come in; paired differences, what else
 * differs between the runs, and their history over nights go out.
 */
@NullMarked
package dev.dramatis.compare;

import org.jspecify.annotations.NullMarked;
