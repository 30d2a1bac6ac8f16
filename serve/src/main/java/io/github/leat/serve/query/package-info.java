/** Questions about one table, and how each database is asked them. */
@NullMarked
package io.github.leat.serve.query;

import org.jspecify.annotations.NullMarked;
