/** Requests, redirects, retries and JSON. Not API. */
@NullMarked
package io.github.leat.hdx.internal;

import org.jspecify.annotations.NullMarked;
