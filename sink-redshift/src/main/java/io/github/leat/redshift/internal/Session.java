package io.github.leat.redshift.internal;

import java.util.List;

/**
 * A way to run statements: over a connection, or by the Data API. It keeps nothing open between calls but, where there is one, the
 * connection; so a transaction is one call, and what its statements find must be known before or be said in SQL. Used by one thread
 * at a time. Errors are the library's.
 */
interface Session extends AutoCloseable {
    /** Most statements of a transaction. */
    int mostSteps();

    /** Runs a statement on its own. */
    void run(Step step);

    /** Runs a query on its own and reads its rows. */
    <T> List<T> rows(Step step, Row.Reader<T> reader);

    /**
     * Runs statements as one transaction: all or none.
     *
     * @throws IllegalArgumentException if there are more than {@link #mostSteps}
     */
    void transaction(List<Step> steps);

    /** The first column of the first row; 0 if there is none, or it is NULL. */
    default long number(Step step) {
        List<Long> found = rows(step, row -> row.number(1));
        return found.isEmpty() ? 0 : found.get(0);
    }

    @Override
    void close();
}
