/** A function of AWS Lambda that loads objects of S3 when S3 tells of them. */
@NullMarked
package io.github.leat.lambda;

import org.jspecify.annotations.NullMarked;
