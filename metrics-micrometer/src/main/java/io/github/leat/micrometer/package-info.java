/** What loads do, in meters of Micrometer. */
@NullMarked
package io.github.leat.micrometer;

import org.jspecify.annotations.NullMarked;
