/** Programs of Node for tests. */
@NullMarked
package io.github.leat.testkit.node;

import org.jspecify.annotations.NullMarked;
