/** The contracts of sources and sinks, as tests to extend. */
@NullMarked
package io.github.leat.testkit;

import org.jspecify.annotations.NullMarked;
