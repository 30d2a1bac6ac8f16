package io.github.leat.testkit.dynamodb;

import java.util.Arrays;

/** Sums by slot number. Not thread-safe. */
final class UnitSlots {
    private long[] slots = new long[64];
    private int used;

    void add(int slot, long units) {
        if (slot >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(slot + 1, slots.length * 2));
        }
        slots[slot] += units;
        used = Math.max(used, slot + 1);
    }

    /** Takes units out of the newest slots. */
    void takeBack(long units) {
        long left = units;
        for (int i = used - 1; i >= 0 && left > 0; i--) {
            long taken = Math.min(left, slots[i]);
            slots[i] -= taken;
            left -= taken;
        }
    }

    long between(int from, int to) {
        long sum = 0;
        for (int i = from; i < Math.min(to, used); i++) {
            sum += slots[i];
        }
        return sum;
    }

    long mostIn(int window, int from) {
        long most = 0;
        long sum = between(from, from + window);
        for (int i = from; i < used; i++) {
            most = Math.max(most, sum);
            sum += (i + window < used ? slots[i + window] : 0) - slots[i];
        }
        return most;
    }

    long[] copy() {
        return Arrays.copyOf(slots, used);
    }
}
