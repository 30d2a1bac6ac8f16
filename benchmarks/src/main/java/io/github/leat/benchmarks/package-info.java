/** What the benchmarks share: the inputs, and the proof that every side reads the same fields from them. */
@NullMarked
package io.github.leat.benchmarks;

import org.jspecify.annotations.NullMarked;
