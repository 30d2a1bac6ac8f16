/** The {@code leat} command. */
@NullMarked
package io.github.leat.cli;

import org.jspecify.annotations.NullMarked;
