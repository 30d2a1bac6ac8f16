/** How long it takes to look at a file. */
@NullMarked
package io.github.leat.benchmarks.preview;

import org.jspecify.annotations.NullMarked;
