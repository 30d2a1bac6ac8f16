/** Runs the comparisons and writes their tables. */
@NullMarked
package io.github.leat.benchmarks.report;

import org.jspecify.annotations.NullMarked;
