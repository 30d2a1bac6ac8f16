/** How source-s3 reads and writes; no API. */
@NullMarked
package io.github.leat.s3.internal;

import org.jspecify.annotations.NullMarked;
