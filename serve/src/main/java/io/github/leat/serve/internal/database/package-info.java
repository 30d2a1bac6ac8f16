/** Connections that only read, bounded in number and time. */
@NullMarked
package io.github.leat.serve.internal.database;

import org.jspecify.annotations.NullMarked;
