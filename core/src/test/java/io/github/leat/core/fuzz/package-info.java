/** Targets for fuzzing, and the plain program they are compared with. */
@NullMarked
package io.github.leat.core.fuzz;

import org.jspecify.annotations.NullMarked;
