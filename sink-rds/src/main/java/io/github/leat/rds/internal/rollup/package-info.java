/** How roll-ups are kept: not API. */
@NullMarked
package io.github.leat.rds.internal.rollup;

import org.jspecify.annotations.NullMarked;
