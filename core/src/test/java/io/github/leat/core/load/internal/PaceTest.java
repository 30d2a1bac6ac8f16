package io.github.leat.core.load.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.Delivery;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one load takes of a target, in computed time; a record's cost is one to five units, and sixteen writes wait at once. */
class PaceTest {
    private static final int LANES = 16;
    private static final int MOST_UNITS = 5;
    private static final double WARM_UP = 10;
    private static final double MEASURED = 60;
    private static final double WINDOW = 2;

    private final Clock clock = new Clock();
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
    private final Random random = new Random(7);
    private final List<RecordBatch> batches = new ArrayList<>();
    private final Deque<Event> window = new ArrayDeque<>();
    private long inWindow;
    private long mostInWindow;
    private long measured;

    private static final class Clock implements Ticker {
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            throw new UnsupportedOperationException();
        }
    }

    private record Event(long at, long units, Runnable what) {}

    /** Says what it can take, and charges a unit for each record of a batch. */
    private static final class Target implements SinkWriter {
        private double units;

        Target(double units) {
            this.units = units;
        }

        @Override
        public Optional<Checkpoint> lastCommit() {
            return Optional.empty();
        }

        @Override
        public OptionalDouble capacity() {
            return OptionalDouble.of(units);
        }

        @Override
        public long estimateCost(RecordBatch batch) {
            return batch.size();
        }

        @Override
        public WriteResult write(RecordBatch batch) {
            return WriteResult.allWritten(batch.size());
        }

        @Override
        public void evolve(Schema wider) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void commit(Checkpoint checkpoint) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RecordCounts complete(Checkpoint end) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abort() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private void later(long nanos, Runnable what) {
        events.add(new Event(clock.now + nanos, 0, what));
    }

    private void write(Pace pace, Target target) {
        RecordBatch batch = batches.get(random.nextInt(MOST_UNITS));
        await(pace, target, batch, pace.reserve(batch, target));
    }

    private void await(Pace pace, Target target, RecordBatch batch, Pace.Turn turn) {
        long wait = pace.until(turn, target).toNanos();
        if (wait > 0) {
            // a timer is late by some tenths of a millisecond
            later(wait + random.nextInt(300_000), () -> await(pace, target, batch, turn));
            return;
        }
        count(batch.size());
        later(5_000_000, () -> {
            pace.settle(turn, target.write(batch));
            write(pace, target);
        });
    }

    private void count(long units) {
        window.add(new Event(clock.now, units, () -> {}));
        inWindow += units;
        while (clock.now - window.element().at() >= WINDOW * 1e9) {
            inWindow -= window.remove().units();
        }
        mostInWindow = Math.max(mostInWindow, inWindow);
        measured += clock.now > WARM_UP * 1e9 ? units : 0;
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 150, 250, 1_000})
    void usesNearlyAllOfATableAndNeverMoreThanItHasInTwoSeconds(double units) {
        begin(new Target(units));
        runUntil(WARM_UP + MEASURED);
        assertThat(mostInWindow).isLessThanOrEqualTo((long) (WINDOW * units));
        assertThat(measured / (units * MEASURED)).isGreaterThan(0.97);
    }

    @Test
    void takesNoMoreThanIsLeftWhenATableIsHalved() {
        Target target = new Target(200);
        Pace pace = begin(target);
        runUntil(WARM_UP / 2);
        target.units = 100;
        pace.askAgain(target);
        runUntil(WARM_UP);
        mostInWindow = 0;
        runUntil(WARM_UP + MEASURED);
        assertThat(mostInWindow).isLessThanOrEqualTo((long) (WINDOW * 100));
        assertThat(measured / (100 * MEASURED)).isGreaterThan(0.97);
    }

    private Pace begin(Target target) {
        BatchBuilder records = BatchBuilder.of("x.csv", Schema.of(Column.of("x", ColumnType.TEXT)));
        for (int size = 1; size <= MOST_UNITS; size++) {
            for (int i = 0; i < size; i++) {
                records.add("text");
            }
            batches.add(records.build());
        }
        SinkTraits traits = new SinkTraits(25, 16 << 20, CostUnit.WCU, Delivery.IDEMPOTENT, LANES, true);
        Pace pace = Pace.of(Optional.empty(), () -> 1, traits, "a table", clock);
        pace.begin(target);
        for (int i = 0; i < LANES; i++) {
            write(pace, target);
        }
        return pace;
    }

    private void runUntil(double seconds) {
        while (clock.now < seconds * 1e9) {
            Event event = events.remove();
            clock.now = event.at();
            event.what().run();
        }
    }
}
