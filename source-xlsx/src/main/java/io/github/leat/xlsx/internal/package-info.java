/** SpreadsheetML (ECMA-376) as a stream. Not API. */
@NullMarked
package io.github.leat.xlsx.internal;

import org.jspecify.annotations.NullMarked;
