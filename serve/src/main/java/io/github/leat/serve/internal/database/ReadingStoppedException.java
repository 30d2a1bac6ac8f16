package io.github.leat.serve.internal.database;

/** Rows were read no further, because whoever wanted them went away. */
public final class ReadingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReadingStoppedException(Exception cause) {
        super(cause);
    }
}
