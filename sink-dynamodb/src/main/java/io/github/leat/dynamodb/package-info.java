/** The sink for DynamoDB. */
@NullMarked
package io.github.leat.dynamodb;

import org.jspecify.annotations.NullMarked;
