package io.github.leat.core.sink;

import java.util.Objects;
import java.util.Optional;

/**
 * A statement that an owner runs so that a load may do its work. Immutable.
 *
 * @param statement without a semicolon
 * @param afterwards what takes back that part of it which only a load needs that makes or changes a table, to be run when that is
 *     done; empty if later loads need all of it
 */
public record Grant(String statement, Optional<String> afterwards) {
    /** @throws IllegalArgumentException if the statement is empty */
    public Grant {
        Objects.requireNonNull(afterwards, "afterwards");
        if (statement.isEmpty()) {
            throw new IllegalArgumentException("A grant needs a statement.");
        }
    }

    /** One that all loads need, or that is run once. */
    public static Grant of(String statement) {
        return new Grant(statement, Optional.empty());
    }
}
