package io.github.leat.dynamodb;

import java.util.Optional;

/**
 * A global secondary index of a table that a load creates; it holds all attributes.
 *
 * @param name of the index
 * @param partition column of its partition key, by source name or SQL name
 * @param sort column of its sort key
 */
public record IndexSpec(String name, String partition, Optional<String> sort) {
    /** @throws IllegalArgumentException if a name is empty */
    public IndexSpec {
        if (name.isEmpty()
                || partition.isEmpty()
                || sort.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException(
                    "An index needs a name and a column, such as by_country:country,event_date.");
        }
    }

    /**
     * Reads {@code name:partition} or {@code name:partition,sort}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static IndexSpec parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not an index. Write name:partition or name:partition,sort.");
        }
        String columns = text.substring(colon + 1);
        int comma = columns.indexOf(',');
        return comma < 0
                ? new IndexSpec(text.substring(0, colon), columns, Optional.empty())
                : new IndexSpec(
                        text.substring(0, colon),
                        columns.substring(0, comma),
                        Optional.of(columns.substring(comma + 1)));
    }
}
