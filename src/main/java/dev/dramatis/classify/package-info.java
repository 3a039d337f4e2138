/**
 * Labels a response, or says why it cannot. A text comes in; a label with its evidence goes out.
 */
@NullMarked
package dev.dramatis.classify;

import org.jspecify.annotations.NullMarked;
