/** Reading typed records of which some do not conform: each side keeps the bad ones with a reason. */
@NullMarked
package io.github.leat.benchmarks.rejects;

import org.jspecify.annotations.NullMarked;
