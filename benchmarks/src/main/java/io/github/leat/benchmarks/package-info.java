/** Leat against its peers. */
@NullMarked
package io.github.leat.benchmarks;

import org.jspecify.annotations.NullMarked;
