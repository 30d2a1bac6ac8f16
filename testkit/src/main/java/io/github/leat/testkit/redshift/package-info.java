/** A rehearsal of Amazon Redshift: PostgreSQL behind a proxy that understands what Redshift adds to it. */
@NullMarked
package io.github.leat.testkit.redshift;

import org.jspecify.annotations.NullMarked;
