@NullMarked
package io.github.leat.spark;

import org.jspecify.annotations.NullMarked;
