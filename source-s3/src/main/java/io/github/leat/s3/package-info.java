/** Objects of S3 as sources, and S3 as a landing zone. */
@NullMarked
package io.github.leat.s3;

import org.jspecify.annotations.NullMarked;
