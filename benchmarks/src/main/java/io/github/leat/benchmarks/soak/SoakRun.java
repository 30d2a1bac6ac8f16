package io.github.leat.benchmarks.soak;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Scenarios a few at a time until the time is over, and a sample each half minute between them. */
final class SoakRun {
    private static final long SAMPLE_SECONDS = 30;
    private static final long LONGEST_SCENARIO_SECONDS = 300;
    private static final int SLOW_SCENARIO_SECONDS = 20;
    private static final int MOST_FAILURES = 20;

    private final long seed;
    private final List<SinkKind> sinks;
    private final Servers servers;
    private final Watch watch;
    private final int atOnce;
    private final Processors processors;
    private final Tally tally = new Tally();
    private final List<Sample> atRest = new ArrayList<>();
    private final List<Sample> busy = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final long begin = System.nanoTime();
    /** Scenarios hold it for reading, a sample at rest for writing; fair, so that a sample has its turn. */
    private final ReentrantReadWriteLock rest = new ReentrantReadWriteLock(true);

    private volatile long end;

    SoakRun(long seed, List<SinkKind> sinks, Servers servers, int atOnce, double share) throws Exception {
        this.seed = seed;
        this.sinks = sinks;
        this.servers = servers;
        this.watch = new Watch(servers);
        this.atOnce = atOnce;
        this.processors =
                new Processors(share, servers.postgresProcess().stream().toList());
    }

    void run(double minutes) throws Exception {
        end = begin + (long) (minutes * 60e9);
        ExecutorService workers = Executors.newFixedThreadPool(atOnce);
        for (int i = 0; i < atOnce; i++) {
            workers.execute(this::work);
        }
        workers.shutdown();
        boolean goesOn = true;
        while (goesOn) {
            goesOn = !workers.awaitTermination(SAMPLE_SECONDS, TimeUnit.SECONDS);
            if (goesOn) {
                busy.add(watch.busy(minute()));
            }
            if (!rest.writeLock().tryLock(LONGEST_SCENARIO_SECONDS, TimeUnit.SECONDS)) {
                tally.failure("A scenario takes longer than " + LONGEST_SCENARIO_SECONDS + " s, seed " + seed + ".\n"
                        + stacks());
                workers.shutdownNow();
                return;
            }
            try {
                atRest.add(watch.atRest(minute()));
            } finally {
                rest.writeLock().unlock();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d scenarios, %d failures, %.2f of a processor%n",
                    atRest.get(atRest.size() - 1),
                    tally.scenarios(),
                    tally.failures().size(),
                    processors.used());
        }
    }

    private void work() {
        while (System.nanoTime() - end < 0 && tally.failures().size() < MOST_FAILURES) {
            rest.readLock().lock();
            try {
                one(Scenario.draw(next.getAndIncrement(), seed, sinks));
            } finally {
                rest.readLock().unlock();
            }
            processors.rest();
        }
    }

    private void one(Scenario scenario) {
        long from = System.nanoTime();
        try {
            ScenarioRun.run(scenario, servers, tally, false);
            long seconds = (System.nanoTime() - from) / 1_000_000_000;
            if (seconds >= SLOW_SCENARIO_SECONDS) {
                System.out.println(seconds + " s: " + scenario);
            }
        } catch (Exception | AssertionError e) {
            tally.failure("Seed " + seed + ", " + scenario + ": " + e.getMessage());
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            System.err.println("Seed " + seed + ", " + scenario + "\n" + trace);
        }
    }

    private double minute() {
        return (System.nanoTime() - begin) / 60e9;
    }

    private static String stacks() {
        StringBuilder stacks = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            stacks.append(thread).append('\n');
            for (StackTraceElement frame : frames) {
                stacks.append("    ").append(frame).append('\n');
            }
        });
        return stacks.toString();
    }

    List<String> wrong() {
        List<String> wrong = new ArrayList<>(tally.failures());
        wrong.addAll(Verdict.growth(atRest));
        return wrong;
    }

    String page() {
        return SoakReport.of(seed, minute(), processors.used(), sinks, tally, atRest, busy, wrong());
    }

    String plot() {
        return SoakPlot.of(atRest, busy);
    }
}
