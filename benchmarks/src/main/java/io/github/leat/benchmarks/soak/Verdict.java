package io.github.leat.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Whether something grows, by the samples that were taken at rest, in quarters of the run. */
final class Verdict {
    /** With fewer samples a quarter is no more than an accident. */
    static final int LEAST_SAMPLES = 12;

    private static final double MOST_HEAP = 1.10;
    private static final double MOST_RESIDENT = 1.15;
    private static final int MORE_THREADS = 2;
    private static final int MORE_DESCRIPTORS = 3;

    static final List<String> RULES = List.of(
            "no scenario fails: every load that was stopped completes when it is run again without faults; its counts balance, and are"
                    + " those of the file and of an undisturbed load; its rows are those of an undisturbed load; the file of rejects has"
                    + " as many records as were rejected; the same file again is \"already loaded\", an older one \"stale\"",
            "heap after a collection: the median of the last quarter is at most 10 % above that of the second",
            "resident memory: the same with 15 %",
            "threads: the median of the last quarter is at most 2 above that of the second; open descriptors: 3",
            "connections at PostgreSQL and MariaDB: none at any sample at rest");

    private Verdict() {}

    /** What is wrong, in sentences; empty if nothing is, or there are too few samples to say. */
    static List<String> growth(List<Sample> atRest) {
        List<String> wrong = new ArrayList<>();
        for (Sample sample : atRest) {
            if (sample.postgres() + sample.mariaDb() > 0) {
                wrong.add(String.format(
                        Locale.ROOT,
                        "At rest in minute %.1f there were %d connections at PostgreSQL and %d at MariaDB.",
                        sample.minute(),
                        sample.postgres(),
                        sample.mariaDb()));
            }
        }
        if (!isJudged(atRest)) {
            return wrong;
        }
        compare(wrong, "Heap in bytes", atRest, Sample::heapBytes, MOST_HEAP, 0);
        compare(wrong, "Resident memory in bytes", atRest, Sample::residentBytes, MOST_RESIDENT, 0);
        compare(wrong, "The number of threads", atRest, Sample::threads, 1, MORE_THREADS);
        compare(wrong, "The number of open descriptors", atRest, Sample::descriptors, 1, MORE_DESCRIPTORS);
        return wrong;
    }

    static boolean isJudged(List<Sample> atRest) {
        return atRest.size() >= LEAST_SAMPLES;
    }

    private static void compare(
            List<String> wrong,
            String what,
            List<Sample> samples,
            ToDoubleFunction<Sample> value,
            double factor,
            double more) {
        double second = median(quarter(samples, 2), value);
        double last = median(quarter(samples, 4), value);
        if (last > second * factor + more) {
            wrong.add(String.format(
                    Locale.ROOT, "%s grew: median %.0f in the second quarter, %.0f in the last.", what, second, last));
        }
    }

    /** @param number from 1 */
    static List<Sample> quarter(List<Sample> samples, int number) {
        return samples.subList(samples.size() * (number - 1) / 4, samples.size() * number / 4);
    }

    static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
        if (sorted.length == 0) {
            return 0;
        }
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
