/** How Redshift is loaded; not API. */
@NullMarked
package io.github.leat.redshift.internal;

import org.jspecify.annotations.NullMarked;
