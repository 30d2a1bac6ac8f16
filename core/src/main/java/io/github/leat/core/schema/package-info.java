/** Names and types of a record's columns. */
@NullMarked
package io.github.leat.core.schema;

import org.jspecify.annotations.NullMarked;
