package io.github.leat.core.report;

import io.github.leat.core.load.Pacing;
import io.github.leat.core.load.Progress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a load went over time, in memory that does not grow with it: {@value #SLOTS} slots of equal width that, when they are all
 * used, are merged two by two and twice as wide. What happened between two states is spread evenly over the time between them.
 * The load's clock is the only one. Not thread-safe.
 */
final class Timeline {
    /** An even number. */
    static final int SLOTS = 240;

    private static final double FIRST_WIDTH_SECONDS = 0.05;

    private final Map<Sum, double[]> sums = new EnumMap<>(Sum.class);
    private double width = FIRST_WIDTH_SECONDS;
    private @Nullable Progress last;
    private double began;
    private double end;
    private long spent;
    private long commits;

    Timeline() {
        for (Sum what : Sum.values()) {
            sums.put(what, new double[SLOTS]);
        }
    }

    /** What is summed up in each slot. */
    private enum Sum {
        RECORDS,
        BYTES,
        SPENT,
        /** Seconds times what was allowed in one. */
        ALLOWED,
        /** Seconds in which something was allowed. */
        BOUNDED,
        /** Seconds that the reader waited for the writers. */
        BLOCKED,
        /** Seconds that writers waited for the throughput, by their number. */
        PACED,
        COMMITS
    }

    /**
     * A stretch of time. Rates are in a second, waits are shares of the time.
     *
     * @param from seconds since the load began
     * @param to seconds since the load began, after {@code from}
     * @param allowed units in a second that could be spent; NaN where nothing bounded them
     * @param commits how many there were
     */
    record Stretch(
            double from,
            double to,
            double records,
            double bytes,
            double spent,
            double allowed,
            double blocked,
            double paced,
            long commits) {}

    /** Takes a state; of counts that went back, since the load began again, only what comes after counts. */
    void add(Progress now) {
        Progress before = last;
        double to = now.elapsed().toNanos() / 1e9;
        last = now;
        if (before == null) {
            began = to;
            end = to;
            makeRoom(to);
            return;
        }
        to = Math.max(end, to);
        makeRoom(to);
        Pacing pacing = now.pacing();
        double seconds = to - end;
        spread(Sum.RECORDS, (double) grown(before.counts().read(), now.counts().read()), to);
        spread(Sum.BYTES, (double) grown(before.textBytes(), now.textBytes()), to);
        spread(Sum.SPENT, (double) grown(before.pacing().spent(), pacing.spent()), to);
        spent += grown(before.pacing().spent(), pacing.spent());
        if (pacing.isBounded()) {
            spread(Sum.ALLOWED, pacing.allowedPerSecond() * seconds, to);
            spread(Sum.BOUNDED, seconds, to);
        }
        spread(
                Sum.BLOCKED,
                grown(before.pacing().blocked().toNanos(), pacing.blocked().toNanos()) / 1e9,
                to);
        double waited = grown(before.throttled().toNanos(), now.throttled().toNanos()) / 1e9;
        spread(Sum.PACED, waited / Math.max(1, pacing.writers()), to);
        slots(Sum.COMMITS)[slot(to)] += grown(before.commits(), now.commits());
        commits += grown(before.commits(), now.commits());
        end = to;
    }

    private static long grown(long before, long now) {
        return Math.max(0, now - before);
    }

    private double[] slots(Sum what) {
        return Objects.requireNonNull(sums.get(what));
    }

    private void makeRoom(double to) {
        while (to >= width * SLOTS) {
            for (double[] sum : sums.values()) {
                for (int i = 0; i < SLOTS; i++) {
                    sum[i] = i < SLOTS / 2 ? sum[2 * i] + sum[2 * i + 1] : 0;
                }
            }
            width *= 2;
        }
    }

    private int slot(double second) {
        return Math.min(SLOTS - 1, (int) (second / width));
    }

    private void spread(Sum what, double amount, double to) {
        double[] sum = slots(what);
        if (amount == 0) {
            return;
        }
        int first = slot(end);
        int until = slot(to);
        if (first == until) {
            sum[until] += amount;
            return;
        }
        double perSecond = amount / (to - end);
        double left = amount;
        for (int i = first; i < until; i++) {
            double part = perSecond * (width * (i + 1) - Math.max(end, width * i));
            sum[i] += part;
            left -= part;
        }
        sum[until] += Math.max(0, left);
    }

    /** Seconds from the first state to the last. */
    double seconds() {
        return end - began;
    }

    /** Seconds at the first state: what came before, such as connecting, is not in the stretches. */
    double began() {
        return began;
    }

    /** Seconds at the last state. */
    double end() {
        return end;
    }

    /** The last state; null before the first. */
    @Nullable
    Progress last() {
        return last;
    }

    /** What was spent in all, also before the load began again. */
    long spent() {
        return spent;
    }

    /** How many commits there were, also before the load began again. */
    long commits() {
        return commits;
    }

    /** At most so many stretches, in order and without a gap; none where no time passed. */
    List<Stretch> stretches(int most) {
        List<Stretch> stretches = new ArrayList<>();
        if (seconds() <= 0) {
            return stretches;
        }
        int first = slot(began);
        int used = slot(end) - first + 1;
        int together = (used + most - 1) / most;
        for (int i = first; i < first + used; i += together) {
            stretches.add(stretch(i, Math.min(first + used, i + together)));
        }
        // the last one may have hardly begun: its rates would be noise
        int size = stretches.size();
        if (size > 1 && stretches.get(size - 1).to() - stretches.get(size - 1).from() < width * together / 2) {
            stretches.remove(size - 1);
            int from = first + (size - 2) * together;
            stretches.set(size - 2, stretch(from, first + used));
        }
        return stretches;
    }

    private Stretch stretch(int from, int to) {
        double begin = Math.max(began, from * width);
        double until = Math.min(end, to * width);
        double seconds = Math.max(1e-9, until - begin);
        double bounded = sum(Sum.BOUNDED, from, to);
        return new Stretch(
                begin,
                until,
                sum(Sum.RECORDS, from, to) / seconds,
                sum(Sum.BYTES, from, to) / seconds,
                sum(Sum.SPENT, from, to) / seconds,
                bounded > 0 ? sum(Sum.ALLOWED, from, to) / bounded : Double.NaN,
                Math.min(1, sum(Sum.BLOCKED, from, to) / seconds),
                Math.min(1, sum(Sum.PACED, from, to) / seconds),
                Math.round(sum(Sum.COMMITS, from, to)));
    }

    private double sum(Sum what, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += slots(what)[i];
        }
        return sum;
    }
}
