/** The sink for relational databases. */
@NullMarked
package io.github.leat.rds;

import org.jspecify.annotations.NullMarked;
