/** The words every other package shares: positions, excerpts of values, and the closed set of exceptions. */
@NullMarked
package io.github.leat.core;

import org.jspecify.annotations.NullMarked;
