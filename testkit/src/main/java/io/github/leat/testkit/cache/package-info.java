/** What tests make once for each user, not once for each JVM. */
@NullMarked
package io.github.leat.testkit.cache;

import org.jspecify.annotations.NullMarked;
