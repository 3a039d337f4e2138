/**
 * Turns a request into a response from a named endpoint, in the dialect of its provider. Out goes
 * what was sent, what was answered, what it used, or why the call failed.
 */
@NullMarked
package dev.dramatis.model;

import org.jspecify.annotations.NullMarked;
