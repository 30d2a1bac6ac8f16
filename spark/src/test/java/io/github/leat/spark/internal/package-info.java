@NullMarked
package io.github.leat.spark.internal;

import org.jspecify.annotations.NullMarked;
