/** Other CSV parsers, for the dialects that Leat's own reader leaves alone. */
@NullMarked
package io.github.leat.core.engine;

import org.jspecify.annotations.NullMarked;
