/** How predicates are read and evaluated; not API. */
@NullMarked
package io.github.leat.core.transform.internal;

import org.jspecify.annotations.NullMarked;
