/** Cases of others, read from where they are kept beside the project. */
@NullMarked
package io.github.leat.core.conformance;

import org.jspecify.annotations.NullMarked;
