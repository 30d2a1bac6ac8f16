/** An hour of loads with faults, over all sinks: what is in the targets, and what the process holds. */
@NullMarked
package io.github.leat.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
