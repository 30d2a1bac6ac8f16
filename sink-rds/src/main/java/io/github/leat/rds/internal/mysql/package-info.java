/** MariaDB and MySQL. */
@NullMarked
package io.github.leat.rds.internal.mysql;

import org.jspecify.annotations.NullMarked;
