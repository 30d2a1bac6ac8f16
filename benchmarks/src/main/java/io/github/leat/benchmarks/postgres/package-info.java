/** Loads into PostgreSQL beside {@code psql \copy}, on a server of its own. */
@NullMarked
package io.github.leat.benchmarks.postgres;

import org.jspecify.annotations.NullMarked;
