package io.github.leat.benchmarks.soak;

import java.sql.SQLException;
import java.util.Random;

/** A target that is one scenario's alone, and gone with it. */
interface Place extends AutoCloseable {
    /** The address, as {@link SinkKind#sink} takes it. */
    String target();

    /**
     * The same behind something that fails now and then, as the dice fall.
     *
     * @param bytes size of the file that is to be loaded, to know where its load is likely to be
     */
    default Disturbed disturb(Random random, long bytes) throws Exception {
        throw new UnsupportedOperationException("Nothing lies between the load and this target.");
    }

    /** What the target holds now; asked for once a load into it has completed. */
    Content content(InputShape shape) throws Exception;

    @Override
    void close() throws SQLException;

    /** A way to the target that fails. */
    interface Disturbed extends AutoCloseable {
        String target();

        /** How many faults it has planted so far. */
        long planted();

        @Override
        void close();
    }
}
