/** What happens to a batch between reader and sink. */
@NullMarked
package io.github.leat.core.transform;

import org.jspecify.annotations.NullMarked;
