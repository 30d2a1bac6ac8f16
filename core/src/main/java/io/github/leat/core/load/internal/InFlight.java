package io.github.leat.core.load.internal;

/**
 * What was handed to writers and is not written yet: a bound on the memory of the look-ahead, and on how long it takes to write it.
 * Thread-safe.
 */
final class InFlight {
    private final long mostBytes;
    private long bytes;
    private long records;
    private boolean ended;

    /** @param mostBytes of text, above 0; one batch is let in whatever its size */
    InFlight(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A batch on its way: its memory is held until the last of its records is written, since its parts share it. */
    final class Batch {
        private final long size;
        private long left;

        private Batch(long size, long records) {
            this.size = size;
            this.left = records;
        }

        /** So many of its records are written. */
        void leave(long written) {
            synchronized (InFlight.this) {
                records -= written;
                left -= written;
                bytes -= written > 0 && left == 0 ? size : 0;
                InFlight.this.notifyAll();
            }
        }
    }

    /**
     * Waits until there is room.
     *
     * @param mostRecords on their way with these
     */
    synchronized Batch enter(long moreBytes, long moreRecords, long mostRecords) throws InterruptedException {
        while (!ended && records > 0 && (bytes + moreBytes > mostBytes || records + moreRecords > mostRecords)) {
            wait();
        }
        if (moreRecords > 0) {
            bytes += moreBytes;
        }
        records += moreRecords;
        return new Batch(moreBytes, moreRecords);
    }

    /** Something failed: nobody waits any more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Records that are not written yet. */
    synchronized long records() {
        return records;
    }
}
