@NullMarked
package io.github.leat.spark.app;

import org.jspecify.annotations.NullMarked;
