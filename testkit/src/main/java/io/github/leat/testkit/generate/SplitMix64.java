package io.github.leat.testkit.generate;

import java.util.List;

/**
 * A pseudo-random sequence of 64-bit numbers that is the same everywhere.
 *
 * <p>Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014, figures 16 and 17.
 */
final class SplitMix64 {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private long state;

    SplitMix64(long seed) {
        state = seed;
    }

    long next() {
        return mix(state += GAMMA);
    }

    /** A number from 0 to {@code bound - 1}; the bias of at most bound ÷ 2^32 does not matter here. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** As {@link #below(int)}, for bounds up to 2^62. */
    long below(long bound) {
        return Math.multiplyHigh(next() >>> 1, bound << 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    boolean oneIn(int n) {
        return below(n) == 0;
    }

    /** A number that depends on two others and on nothing else. */
    static int pick(long seed, long index, int bound) {
        return (int) (((mix(seed + index * GAMMA) >>> 32) * bound) >>> 32);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
