/** Servers that tests start by themselves, and faults on the wire to them. */
@NullMarked
package io.github.leat.testkit.server;

import org.jspecify.annotations.NullMarked;
