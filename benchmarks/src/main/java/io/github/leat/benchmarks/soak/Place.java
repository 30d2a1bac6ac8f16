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
    default Way disturb(Random random, long bytes) throws Exception {
        throw new UnsupportedOperationException("Nothing lies between the load and this target.");
    }

    /** The plain way. */
    default Way way() {
        String address = target();
        return new Way() {
            @Override
            public String target() {
                return address;
            }

            @Override
            public long planted() {
                return 0;
            }

            @Override
            public void calm() {
                // nothing fails here
            }

            @Override
            public void close() {
                // nothing was opened
            }
        };
    }

    /** What the target holds now; asked for once a load into it has completed. */
    Content content(InputShape shape) throws Exception;

    @Override
    void close() throws SQLException;

    /** A way to the target, which may fail. */
    interface Way extends AutoCloseable {
        String target();

        /** From now on nothing fails any more: the same address is loaded into again. */
        void calm();

        /** How many faults it has planted so far. */
        long planted();

        @Override
        void close();
    }
}
