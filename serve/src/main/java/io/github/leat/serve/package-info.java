/** A read-only API and page over the tables that Leat has loaded. */
@NullMarked
package io.github.leat.serve;

import org.jspecify.annotations.NullMarked;
