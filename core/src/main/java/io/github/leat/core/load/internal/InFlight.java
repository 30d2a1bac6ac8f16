package io.github.leat.core.load.internal;

/**
 * What was handed to writers and is not written yet: a bound on the memory of the look-ahead, and on how long it takes to write it.
 * Thread-safe.
 */
public final class InFlight {
    private final long mostBytes;
    private long bytes;
    private long records;
    private boolean ended;

    /** @param mostBytes of text, above 0; one batch is let in whatever its size */
    public InFlight(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Waits until there is room. */
    synchronized void enter(long moreBytes, long moreRecords, long mostRecords) throws InterruptedException {
        while (!ended && records > 0 && (bytes + moreBytes > mostBytes || records + moreRecords > mostRecords)) {
            wait();
        }
        bytes += moreBytes;
        records += moreRecords;
    }

    synchronized void leave(long lessBytes, long lessRecords) {
        bytes -= lessBytes;
        records -= lessRecords;
        notifyAll();
    }

    /** Something failed: nobody waits any more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Records that are not written yet. */
    public synchronized long records() {
        return records;
    }
}
