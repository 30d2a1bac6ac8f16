package io.github.leat.benchmarks.soak;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** After how many bytes the first connections end; later ones do not. Thread-safe. */
final class Cuts implements LongSupplier {
    private static final int FEW = 3;
    /** More than a load goes on after. */
    private static final int MANY = 40;

    private static final double LEAST_BYTES = 300;

    private final long[] ends;
    private final AtomicInteger next = new AtomicInteger();

    /** @param bytes about as many as a whole load sends */
    Cuts(Random random, long bytes) {
        int cuts = random.nextInt(3) == 0 ? MANY : 1 + random.nextInt(FEW);
        // evenly over the orders of magnitude: in the log-in, in the statements before the data, in the data
        ends = random.doubles(cuts)
                .mapToLong(die -> (long) (LEAST_BYTES * Math.pow(bytes / 2.0 / LEAST_BYTES, die)))
                .toArray();
    }

    @Override
    public long getAsLong() {
        int connection = next.getAndUpdate(number -> Math.min(number + 1, ends.length));
        return connection < ends.length ? ends[connection] : Long.MAX_VALUE;
    }

    void end() {
        next.set(ends.length);
    }
}
