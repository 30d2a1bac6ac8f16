/** Where bytes come from. */
@NullMarked
package io.github.leat.core.io;

import org.jspecify.annotations.NullMarked;
