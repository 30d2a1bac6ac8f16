/** The HTTP server: who may ask, where a request goes, how it is answered. */
@NullMarked
package io.github.leat.serve.internal.http;

import org.jspecify.annotations.NullMarked;
