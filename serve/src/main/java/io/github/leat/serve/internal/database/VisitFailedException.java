package io.github.leat.serve.internal.database;

import java.sql.SQLException;

/** A statement that the database refused. */
public final class VisitFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    VisitFailedException(SQLException cause) {
        super(cause);
    }
}
