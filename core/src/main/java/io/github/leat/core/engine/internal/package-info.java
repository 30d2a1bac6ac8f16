/** The parsers behind the engines. Not API. */
@NullMarked
package io.github.leat.core.engine.internal;

import org.jspecify.annotations.NullMarked;
