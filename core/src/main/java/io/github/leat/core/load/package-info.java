/** The loop that moves batches from a reader to a sink, and what is said about it. */
@NullMarked
package io.github.leat.core.load;

import org.jspecify.annotations.NullMarked;
