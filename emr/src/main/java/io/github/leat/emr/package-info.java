/** Loads on EMR Serverless and on EMR on EC2: submitted, followed, cancelled, their logs read. */
@NullMarked
package io.github.leat.emr;

import org.jspecify.annotations.NullMarked;
