@NullMarked
package io.github.leat.micrometer;

import org.jspecify.annotations.NullMarked;
