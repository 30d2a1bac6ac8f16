package io.github.leat.rds.internal;

/**
 * A table, in the current schema or of this connection only.
 *
 * @param name unquoted
 * @param temporary whether it lives as long as the connection
 * @param canRestart whether a load that fails goes on at its last commit, so that an appender may find out late what is refused
 */
public record TableRef(String name, boolean temporary, boolean canRestart) {
    /** A table of which everything is to be found out at once. */
    public TableRef(String name, boolean temporary) {
        this(name, temporary, false);
    }
}
