/** Any database by what its JDBC driver says of it. */
@NullMarked
package io.github.leat.rds.internal.jdbc;

import org.jspecify.annotations.NullMarked;
