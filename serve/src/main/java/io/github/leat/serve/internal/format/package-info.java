/** Rows as JSON, NDJSON, CSV and GeoJSON. */
@NullMarked
package io.github.leat.serve.internal.format;

import org.jspecify.annotations.NullMarked;
