/** PostgreSQL: binary COPY into the table or a staging table, merges by key, advisory locks. Not API. */
@NullMarked
package io.github.leat.rds.internal.postgres;

import org.jspecify.annotations.NullMarked;
