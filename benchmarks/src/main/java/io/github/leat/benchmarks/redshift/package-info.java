/** How fast parts for Redshift are made, and what memory a load into it takes. */
@NullMarked
package io.github.leat.benchmarks.redshift;

import org.jspecify.annotations.NullMarked;
