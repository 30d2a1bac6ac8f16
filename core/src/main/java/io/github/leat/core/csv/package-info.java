/** The streaming CSV reader. */
@NullMarked
package io.github.leat.core.csv;

import org.jspecify.annotations.NullMarked;
