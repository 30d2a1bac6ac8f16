/** Batches of records as bytes with an index of field ends, and the cursor over them. */
@NullMarked
package io.github.leat.core.record;

import org.jspecify.annotations.NullMarked;
