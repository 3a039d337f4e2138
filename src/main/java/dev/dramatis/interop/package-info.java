/**
 * Writes runs in other tools' forms and reads theirs. Folders of runs and other people's files come
 * in; logs, tables, suites and transcripts go out.
 */
@NullMarked
package dev.dramatis.interop;

import org.jspecify.annotations.NullMarked;
