/** Reading fields: Leat and its peers over the same bytes. */
@NullMarked
package io.github.leat.benchmarks.csv;

import org.jspecify.annotations.NullMarked;
