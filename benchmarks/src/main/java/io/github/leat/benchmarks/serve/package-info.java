/** Many readers of the API at once. */
@NullMarked
package io.github.leat.benchmarks.serve;

import org.jspecify.annotations.NullMarked;
