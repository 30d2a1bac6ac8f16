/** What loads do, in instruments of OpenTelemetry, with a span for each load. */
@NullMarked
package io.github.leat.opentelemetry;

import org.jspecify.annotations.NullMarked;
