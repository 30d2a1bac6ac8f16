/** How the relational sink works; not API. */
@NullMarked
package io.github.leat.rds.internal;

import org.jspecify.annotations.NullMarked;
