/** The Redshift Data API at the wire, before a rehearsed cluster. */
@NullMarked
package io.github.leat.testkit.redshift.data;

import org.jspecify.annotations.NullMarked;
