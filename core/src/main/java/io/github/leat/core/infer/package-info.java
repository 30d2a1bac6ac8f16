/** What a CSV file is: its encoding, dialect, header, HXL row, names and types, each with its evidence. */
@NullMarked
package io.github.leat.core.infer;

import org.jspecify.annotations.NullMarked;
