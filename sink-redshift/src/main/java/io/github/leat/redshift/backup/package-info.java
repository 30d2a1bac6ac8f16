/** Snapshots of Amazon Redshift: made, scheduled, kept, copied and restored. */
@NullMarked
package io.github.leat.redshift.backup;

import org.jspecify.annotations.NullMarked;
