/** Java processes that tests start. */
@NullMarked
package io.github.leat.testkit.process;

import org.jspecify.annotations.NullMarked;
