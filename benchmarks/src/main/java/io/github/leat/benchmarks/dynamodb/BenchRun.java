package io.github.leat.benchmarks.dynamodb;

import io.github.leat.core.rate.Ticker;
import io.github.leat.testkit.dynamodb.CapacityRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs a case: starts its writers, waits until all of them write, warms up, measures, and ends them. */
final class BenchRun {
    private final Ticker ticker = Ticker.system();
    private final Duration warmUp;
    private final Duration measured;
    private final Duration latency;

    BenchRun(Duration warmUp, Duration measured, Duration latency) {
        this.warmUp = warmUp;
        this.measured = measured;
        this.latency = latency;
    }

    /** Runs a case; one whose capacity changes goes on to its end, and its items are counted. */
    Outcome run(BenchCase what) throws IOException, InterruptedException {
        boolean toTheEnd = !what.changes().isEmpty();
        // Those that start early write while they wait for the others.
        double seconds = warmUp.plus(measured).toMillis() / 1000.0 * (toTheEnd ? 1 : 1.3) + (toTheEnd ? 0 : 20);
        int count = BenchItems.countFor(seconds * what.capacity(), what.smallest(), what.largest()) / what.writers();
        List<BenchWriter.Running> running = new ArrayList<>();
        try (BenchTable table = new BenchTable(what.capacity(), what.partitions(), latency)) {
            try {
                for (int i = 0; i < what.writers(); i++) {
                    BenchItems items = new BenchItems(count, i * count, what.smallest(), what.largest(), what.run());
                    running.add(what.writer().start(table.proxy().endpoint(), items, "writer" + i, what.writers()));
                }
                Measured times = measure(what, table, running);
                String lost = "";
                if (toTheEnd) {
                    for (BenchWriter.Running one : running) {
                        one.await();
                    }
                    long items = table.items();
                    lost = items == (long) count * what.writers() ? ", all items there" : ", ITEMS LOST: " + items;
                }
                return outcome(what, table.record(), times, lost);
            } finally {
                running.forEach(BenchWriter.Running::close);
            }
        }
    }

    /** What was measured: a stretch of the meter's time, the units provisioned in it, and when they changed. */
    private record Measured(Duration from, Duration to, double provisioned, List<Duration> changedAt) {}

    private Measured measure(BenchCase what, BenchTable table, List<BenchWriter.Running> running)
            throws InterruptedException {
        CapacityRecord record = table.record();
        while (writing(record) < what.writers()) {
            ticker.sleep(CapacityRecord.SLOT);
            if (running.stream().anyMatch(BenchWriter.Running::isDone)) {
                throw new IllegalStateException("A writer ended before all had begun: " + record.byClient());
            }
        }
        Duration from = CapacityRecord.SLOT.multipliedBy(record.slots().length).plus(warmUp);
        ticker.sleep(warmUp);
        double provisioned = 0;
        int capacity = what.capacity();
        Duration done = Duration.ZERO;
        List<Duration> changedAt = new ArrayList<>();
        for (BenchCase.Change change : what.changes()) {
            ticker.sleep(change.after().minus(done));
            provisioned += capacity * change.after().minus(done).toMillis() / 1000.0;
            done = change.after();
            capacity = change.capacity();
            table.proxy().provision(BenchTable.NAME, capacity);
            changedAt.add(from.plus(done));
        }
        ticker.sleep(measured.minus(done));
        provisioned += capacity * measured.minus(done).toMillis() / 1000.0;
        if (running.stream().anyMatch(BenchWriter.Running::isDone)) {
            throw new IllegalStateException("A writer had no items left while it was measured: " + record.byClient());
        }
        return new Measured(from, from.plus(measured), provisioned, changedAt);
    }

    private static long writing(CapacityRecord record) {
        return record.byClient().entrySet().stream()
                .filter(client -> client.getKey().startsWith("writer") && client.getValue() > 0)
                .count();
    }

    private static Outcome outcome(BenchCase what, CapacityRecord record, Measured times, String lost) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < times.changedAt().size(); i++) {
            notes.add(Settling.of(
                    record, times.changedAt().get(i), what.changes().get(i).capacity()));
        }
        Map<String, Long> byClient = new TreeMap<>(record.byClient(times.from(), times.to()));
        byClient.keySet().removeIf(client -> !client.startsWith("writer"));
        int most = what.changes().stream().mapToInt(BenchCase.Change::capacity).reduce(what.capacity(), Math::max);
        return new Outcome(
                what,
                record.between(times.from(), times.to()) / times.provisioned(),
                (double) record.throttledRequests() / record.requests(),
                (double) record.throttledRequests(times.from(), times.to())
                        / Math.max(1, record.requests(times.from(), times.to())),
                record.mostIn(Duration.ofSeconds(2)) / (2.0 * most),
                record.mostIn(Duration.ofSeconds(2), times.from()) / (2.0 * most),
                shares(byClient),
                String.join(", ", notes) + lost);
    }

    private static double shares(Map<String, Long> byClient) {
        long smallest =
                byClient.values().stream().mapToLong(Long::longValue).min().orElse(0);
        long largest =
                byClient.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return smallest == 0 ? Double.POSITIVE_INFINITY : (double) largest / smallest;
    }
}
