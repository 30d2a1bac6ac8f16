/** Rates, costs and the one clock. */
@NullMarked
package io.github.leat.core.rate;

import org.jspecify.annotations.NullMarked;
