/** Threads and bookkeeping of a running load. Not API. */
@NullMarked
package io.github.leat.core.load.internal;

import org.jspecify.annotations.NullMarked;
