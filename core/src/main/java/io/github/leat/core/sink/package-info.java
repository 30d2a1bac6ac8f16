/** What a target must offer: plan, write, commit. */
@NullMarked
package io.github.leat.core.sink;

import org.jspecify.annotations.NullMarked;
