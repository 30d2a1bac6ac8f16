/** Charts as SVG files, readable on light and on dark pages. */
@NullMarked
package io.github.leat.benchmarks.chart;

import org.jspecify.annotations.NullMarked;
