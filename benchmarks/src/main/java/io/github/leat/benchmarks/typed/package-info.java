/** Reading values: texts parsed into numbers and dates, by Leat and by its peers. */
@NullMarked
package io.github.leat.benchmarks.typed;

import org.jspecify.annotations.NullMarked;
