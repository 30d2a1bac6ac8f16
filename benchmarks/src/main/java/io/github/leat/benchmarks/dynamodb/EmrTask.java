package io.github.leat.benchmarks.dynamodb;

import io.github.leat.core.rate.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One task of {@link EmrWriter}, which says by what rule it works. */
final class EmrTask implements Runnable {
    private static final int BATCH = 25;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final Ticker ticker = Ticker.system();
    private final Random random = new Random(25);
    private final Wire wire;
    private final BenchItems items;
    private final double percent;
    private final int tasks;
    private final List<String> batch = new ArrayList<>();
    private int incomplete;
    private double consumed;
    private volatile boolean stopped;

    EmrTask(Wire wire, BenchItems items, double percent, int tasks) {
        this.wire = wire;
        this.items = items;
        this.percent = percent;
        this.tasks = tasks;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            write();
        } catch (IOException e) {
            if (!stopped) {
                throw new UncheckedIOException(e);
            }
        } catch (InterruptedException e) {
            // ended by the benchmark
        }
    }

    private void write() throws IOException, InterruptedException {
        long budget = budget();
        long capacityReadAt = ticker.nanos();
        Duration capacityEvery = Duration.ofMinutes(5).plusMillis(random.nextInt(300_000));
        long permitted = budget;
        int next = 0;
        while (!stopped && (next < items.count() || !batch.isEmpty())) {
            long windowBegan = ticker.nanos();
            long written = 0;
            consumed = 0;
            while (!stopped && written < permitted && (next < items.count() || !batch.isEmpty())) {
                while (batch.size() < Math.min(BATCH, permitted - written) && next < items.count()) {
                    batch.add(items.item(next++).json());
                }
                written += send();
            }
            if (ticker.nanos() - capacityReadAt > capacityEvery.toNanos()) {
                budget = budget();
                capacityReadAt = ticker.nanos();
            }
            if (written > 0 && consumed > 0) {
                permitted = Math.max(1, (long) (budget * Math.min(1, written / consumed)));
            }
            ticker.sleep(WINDOW.minusNanos(ticker.nanos() - windowBegan));
        }
    }

    private long budget() throws IOException, InterruptedException {
        String table = wire.call("DescribeTable", "{\"TableName\":\"" + BenchTable.NAME + "\"}");
        return Math.max(1, (long) Math.floor(Wire.number(table, "WriteCapacityUnits") * percent) / tasks);
    }

    /** Sends the batch until some of it is written, leaves the rest in it, and says how many items were. */
    private int send() throws IOException, InterruptedException {
        String request = "{\"ReturnConsumedCapacity\":\"TOTAL\",\"RequestItems\":{\"" + BenchTable.NAME + "\":["
                + String.join(",", batch) + "]}}";
        HttpResponse<String> answer = attempt(request);
        int before = 0;
        int last = 1;
        while (answer.statusCode() != 200) {
            int sum = before + last;
            before = last;
            last = sum;
            ticker.sleep(Duration.ofMillis(last * 50L + random.nextInt(before * 100)));
            answer = attempt(request);
        }
        String body = answer.body();
        String unprocessed = body.substring(0, body.indexOf("\"ConsumedCapacity\""));
        int sent = batch.size();
        batch.removeIf(item -> !unprocessed.contains(item));
        incomplete = batch.isEmpty() ? 0 : incomplete + 1;
        consumed += Wire.number(body, "CapacityUnits");
        return sent - batch.size();
    }

    private HttpResponse<String> attempt(String request) throws IOException, InterruptedException {
        if (incomplete > 0) {
            long millis = (long) (Math.pow(2, incomplete) * (500 + random.nextInt(100)) / 4);
            ticker.sleep(Duration.ofMillis(Math.min(millis, LONGEST_PAUSE.toMillis())));
        }
        return wire.send("BatchWriteItem", request);
    }
}
