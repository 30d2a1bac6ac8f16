/** Loads into DynamoDB's protocol before a meter of its capacity. */
@NullMarked
package io.github.leat.benchmarks.dynamodb;

import org.jspecify.annotations.NullMarked;
