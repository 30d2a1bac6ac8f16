@NullMarked
package io.github.leat.opentelemetry;

import org.jspecify.annotations.NullMarked;
