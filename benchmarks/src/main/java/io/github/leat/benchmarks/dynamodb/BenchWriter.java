package io.github.leat.benchmarks.dynamodb;

import java.io.IOException;
import java.net.URI;

/** A way to write items that is measured. */
interface BenchWriter {
    /** As the table names it. */
    String name();

    /**
     * Begins to write and comes back at once.
     *
     * @param client the access key id by which the meter knows it
     * @param writers how many such writers run at once; only those that are told so may use it
     */
    Running start(URI endpoint, BenchItems items, String client, int writers) throws IOException;

    /** A writer at work. */
    interface Running extends AutoCloseable {
        /** Whether it has written all. */
        boolean isDone();

        /** Waits until all is written. */
        void await() throws InterruptedException;

        /** Ends it, done or not. */
        @Override
        void close();
    }
}
