/** A page about loads for people: what was decided, how fast it went, what was rejected, what to do next. */
@NullMarked
package io.github.leat.core.report;

import org.jspecify.annotations.NullMarked;
