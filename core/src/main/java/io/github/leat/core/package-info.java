/** What every part of Leat shares: positions and failures. */
@NullMarked
package io.github.leat.core;

import org.jspecify.annotations.NullMarked;
