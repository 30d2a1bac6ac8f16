/** How the Spark data source reads: files, layouts and splits that travel to executors. Not API. */
@NullMarked
package io.github.leat.spark.internal;

import org.jspecify.annotations.NullMarked;
