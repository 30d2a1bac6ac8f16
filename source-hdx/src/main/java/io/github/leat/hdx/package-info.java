/** Sources on HTTP servers, the HDX catalogue, and copies of its files that are kept up to date. */
@NullMarked
package io.github.leat.hdx;

import org.jspecify.annotations.NullMarked;
