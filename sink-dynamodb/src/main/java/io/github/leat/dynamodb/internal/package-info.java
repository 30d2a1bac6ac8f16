/** How records become items and requests; not API. */
@NullMarked
package io.github.leat.dynamodb.internal;

import org.jspecify.annotations.NullMarked;
