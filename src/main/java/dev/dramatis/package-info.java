/** Wires the parts: a suite and a binding of models go in, a finished run folder comes out. */
@NullMarked
package dev.dramatis;

import org.jspecify.annotations.NullMarked;
