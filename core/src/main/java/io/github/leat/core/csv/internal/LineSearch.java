package io.github.leat.core.csv.internal;

/** Finds the first line end at or after a byte, in buffers that come one after the other. Not thread-safe. */
public final class LineSearch {
    private final long wanted;
    private long after = -1;
    private boolean lfMayFollow;

    /** @param wanted byte from which on to look */
    public LineSearch(long wanted) {
        this.wanted = wanted;
    }

    /** Byte after the line end; -1 while it is not known. */
    public long after() {
        return after;
    }

    /**
     * Looks at the next buffer.
     *
     * @param at offset of its first byte
     */
    public void look(byte[] bytes, int length, long at) {
        if (after >= 0 || length == 0) {
            return;
        }
        if (lfMayFollow) {
            after = bytes[0] == '\n' ? at + 1 : at;
            return;
        }
        for (int i = (int) Math.max(0, Math.min(length, wanted - at)); i < length; i++) {
            if (bytes[i] == '\n') {
                after = at + i + 1;
                return;
            }
            if (bytes[i] == '\r') {
                lfMayFollow = i + 1 == length;
                after = lfMayFollow ? -1 : at + i + (bytes[i + 1] == '\n' ? 2 : 1);
                return;
            }
        }
    }
}
