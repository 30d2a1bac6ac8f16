package io.github.leat.benchmarks.dynamodb;

import java.net.URI;

/**
 * The rate controller of emr-dynamodb-connector, simulated. Its rule, as its sources say (awslabs on GitHub, read 2026-11-26): a
 * budget of floor(capacity × percent), percent 0.5 by default, divided by the tasks, at least one unit; windows of a second, in
 * which as many items are written as the budget is worth at the items per consumed unit of the window before, at first one for
 * one; the capacity is read again every five to ten minutes. Batches of 25 on one thread. After an answer with unprocessed
 * items, which go with the next batch, it pauses 2^n × 125 to 150 ms, n being how many such answers came in a row; after an
 * error of throttling it waits by a Fibonacci sequence of 50 ms and sends the batch again.
 *
 * <p>It is not the connector, which runs in Hadoop and whose SDK repeats a throttled request once by itself.
 */
final class EmrWriter implements BenchWriter {
    private final double percent;

    EmrWriter(double percent) {
        this.percent = percent;
    }

    @Override
    public String name() {
        return "emr rule, " + Math.round(percent * 100) + "%";
    }

    @Override
    public Running start(URI endpoint, BenchItems items, String client, int writers) {
        EmrTask task = new EmrTask(new Wire(endpoint, client), items, percent, writers);
        Thread thread = new Thread(task, client);
        thread.setDaemon(true);
        thread.start();
        return new Running() {
            @Override
            public boolean isDone() {
                return !thread.isAlive();
            }

            @Override
            public void await() throws InterruptedException {
                thread.join();
            }

            @Override
            public void close() {
                task.stop();
                thread.interrupt();
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
