/** The endpoints, from whose definitions requests are routed, checked and described. */
@NullMarked
package io.github.leat.serve.internal.api;

import org.jspecify.annotations.NullMarked;
