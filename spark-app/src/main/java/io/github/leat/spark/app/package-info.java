/** The application that {@code leat emr submit} runs: the load of a command line, by the tasks of a Spark job. */
@NullMarked
package io.github.leat.spark.app;

import org.jspecify.annotations.NullMarked;
