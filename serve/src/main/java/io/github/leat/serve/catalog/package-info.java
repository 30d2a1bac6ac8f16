/** The tables that Leat has loaded: columns, HXL tags, loads, versions. */
@NullMarked
package io.github.leat.serve.catalog;

import org.jspecify.annotations.NullMarked;
