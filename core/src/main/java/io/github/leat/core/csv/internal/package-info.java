/** Tokenizers. Not API. */
@NullMarked
package io.github.leat.core.csv.internal;

import org.jspecify.annotations.NullMarked;
