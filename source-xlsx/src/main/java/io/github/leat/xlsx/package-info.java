/** Sheets of Excel workbooks as sources of records. */
@NullMarked
package io.github.leat.xlsx;

import org.jspecify.annotations.NullMarked;
