/** Leat on Spark: the data source {@code leat} and {@link SparkLoad}, for data beyond one machine. */
@NullMarked
package io.github.leat.spark;

import org.jspecify.annotations.NullMarked;
