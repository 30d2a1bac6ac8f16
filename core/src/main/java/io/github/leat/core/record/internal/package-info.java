/** Storage of batches and the byte-level parsing of values. Not API. */
@NullMarked
package io.github.leat.core.record.internal;

import org.jspecify.annotations.NullMarked;
