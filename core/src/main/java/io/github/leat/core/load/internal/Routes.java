package io.github.leat.core.load.internal;

import java.util.Arrays;

/**
 * Which lane writes which key. A key stays with its lane while records of it are on their way, so that they keep their order; after
 * that it goes to whichever lane has least to do, so that few keys, as in a sorted file, do not meet in one lane while others are
 * idle. Thread-safe.
 *
 * <p>Keys are told apart by a few bits of their hash; those that have them in common share a lane. Takes 64 KiB.
 */
final class Routes {
    private static final int SLOTS = 1 << 13;

    private final int[] laneOf = new int[SLOTS];
    private final int[] onTheWay = new int[SLOTS];
    private final long[] waiting;

    /** @param lanes above 0 */
    Routes(int lanes) {
        this.waiting = new long[lanes];
    }

    /**
     * Gives each record a lane.
     *
     * @param hashes of the records' keys, well mixed
     */
    synchronized int[] assign(int[] hashes) {
        int[] lanes = new int[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            int slot = slot(hashes[i]);
            if (onTheWay[slot] == 0) {
                laneOf[slot] = idlest();
            }
            onTheWay[slot]++;
            lanes[i] = laneOf[slot];
            waiting[lanes[i]]++;
        }
        return lanes;
    }

    private int idlest() {
        int lane = 0;
        for (int i = 1; i < waiting.length; i++) {
            lane = waiting[i] < waiting[lane] ? i : lane;
        }
        return lane;
    }

    private static int slot(int hash) {
        return Math.floorMod(hash, SLOTS);
    }

    /** These records of a lane are written. */
    synchronized void written(int lane, int[] hashes) {
        Arrays.stream(hashes).forEach(hash -> onTheWay[slot(hash)]--);
        waiting[lane] -= hashes.length;
    }
}
