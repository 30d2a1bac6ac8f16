package io.github.leat.serve.internal.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes rows one by one and keeps none. Used by one thread. */
public interface RowWriter {
    /** What comes before the first row. */
    void begin() throws IOException;

    /**
     * A row.
     *
     * @param values in the order of the columns, as {@link Cells#read} gives them
     */
    void row(List<@Nullable Object> values) throws IOException;

    /**
     * What comes after the last row.
     *
     * @param next the cursor of the next page
     */
    void end(Optional<String> next) throws IOException;
}
