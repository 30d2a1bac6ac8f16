package io.github.leat.dynamodb.internal;

/**
 * Which keys were written before, by 64 bits of each: for counting alone, since two keys may be one to it (one pair in 37 million
 * loads of a million keys). Takes so many and then no more; 16 bytes a key. Thread-safe.
 */
final class KeySet {
    static final long START = 0xcbf29ce484222325L;
    static final long FACTOR = 0x100000001b3L;
    private static final int FIRST = 1 << 8;

    private final int most;
    private long[] slots = new long[FIRST];
    private int size;

    KeySet(int most) {
        this.most = most;
    }

    synchronized boolean contains(long key) {
        return slots[slotOf(key)] != 0;
    }

    /** Adds a key; false if it was there. */
    synchronized boolean add(long key) {
        int slot = slotOf(key);
        if (slots[slot] != 0) {
            return false;
        }
        if (size < most) {
            slots[slot] = key == 0 ? 1 : key;
            size++;
            if (size * 2 > slots.length) {
                grow();
            }
        }
        return true;
    }

    private int slotOf(long key) {
        long wanted = key == 0 ? 1 : key;
        int slot = (int) (wanted & (slots.length - 1));
        while (slots[slot] != 0 && slots[slot] != wanted) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long key : old) {
            if (key != 0) {
                slots[slotOf(key)] = key;
            }
        }
    }

    /** 64 well mixed bits of a text (FNV-1a, then the finalizer of MurmurHash3). */
    static long hash(String text) {
        long hash = START;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FACTOR;
        }
        return mix(hash);
    }

    /** The finalizer of MurmurHash3. */
    static long mix(long bits) {
        long hash = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
