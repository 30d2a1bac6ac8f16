/** Loads into MariaDB, beside a plain JDBC batch. */
@NullMarked
package io.github.leat.benchmarks.mariadb;

import org.jspecify.annotations.NullMarked;
