/** How backups talk to the two services. Not API. */
@NullMarked
package io.github.leat.redshift.backup.internal;

import org.jspecify.annotations.NullMarked;
