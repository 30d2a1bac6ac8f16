/** DynamoDB for tests: a server, and a proxy before it that meters capacity and plants faults. */
@NullMarked
package io.github.leat.testkit.dynamodb;

import org.jspecify.annotations.NullMarked;
