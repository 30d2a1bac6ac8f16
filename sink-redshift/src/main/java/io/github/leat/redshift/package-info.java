/** Loads into Amazon Redshift. */
@NullMarked
package io.github.leat.redshift;

import org.jspecify.annotations.NullMarked;
