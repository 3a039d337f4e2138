/** Renders the record of a run as HTML, Markdown, JSON and JUnit XML. It computes nothing. */
@NullMarked
package dev.dramatis.report;

import org.jspecify.annotations.NullMarked;
