package io.github.leat.serve.internal.database;

/** The database cannot be asked now: a load has the file open, or the server does not answer. */
public final class DatabaseBusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseBusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
