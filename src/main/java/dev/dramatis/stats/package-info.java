/**
 * Statistics on plain numbers: bounded-mean intervals, betting, multiplicity, size. Numbers come in
 * and numbers go out; no type of the domain is known here.
 */
@NullMarked
package dev.dramatis.stats;

import org.jspecify.annotations.NullMarked;
