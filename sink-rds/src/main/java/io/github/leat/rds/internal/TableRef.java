package io.github.leat.rds.internal;

/**
 * A table, in the current schema or of this connection only.
 *
 * @param name unquoted
 * @param temporary whether it lives as long as the connection
 */
public record TableRef(String name, boolean temporary) {
    /** A table of the current schema. */
    public static TableRef lasting(String name) {
        return new TableRef(name, false);
    }
}
