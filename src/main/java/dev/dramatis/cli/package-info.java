/** The command line: parses arguments, shows progress, and maps results to exit codes. */
@NullMarked
package dev.dramatis.cli;

import org.jspecify.annotations.NullMarked;
