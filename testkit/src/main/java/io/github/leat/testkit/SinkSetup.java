package io.github.leat.testkit;

import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import java.util.List;

/**
 * What a test of {@link SinkContract} asks of a sink.
 *
 * @param table name of the table or file; any characters
 * @param mode what happens to rows that are there
 * @param key source names of the key columns; may be empty
 * @param policy what happens when columns differ
 */
public record SinkSetup(String table, WriteMode mode, List<String> key, SchemaPolicy policy) {
    /** Copies the list. */
    public SinkSetup {
        key = List.copyOf(key);
    }
}
