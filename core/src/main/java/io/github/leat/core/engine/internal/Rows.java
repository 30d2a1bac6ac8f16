package io.github.leat.core.engine.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records that an engine finds, one after the other. */
interface Rows {
    /** Moves to the next record; false after the last. */
    boolean next() throws IOException;

    /** The fields of the current record, null for NULL. */
    @Nullable
    String[] fields();

    /** Characters of the text that come before the current record or the blank lines and comments above it. */
    long charsBefore();
}
