/**
 * Trains models through providers: a training of a suite comes in, and a job that is never started
 * twice, and at last the name of a model, goes out. What was begun stands in a lock file before it
 * is paid. Before that, episodes are looked through, counted and written out.
 */
@NullMarked
package dev.dramatis.finetune;

import org.jspecify.annotations.NullMarked;
