/** One command for all tables: measures, proves equal answers, writes pages and charts. */
@NullMarked
package io.github.leat.benchmarks.all;

import org.jspecify.annotations.NullMarked;
