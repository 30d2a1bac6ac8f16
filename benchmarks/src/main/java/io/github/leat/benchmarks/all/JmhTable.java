package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.all.Grid.Better;
import io.github.leat.benchmarks.report.JmhRun;
import io.github.leat.benchmarks.report.Results;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A benchmark of JMH as a table. */
final class JmhTable implements Table {
    private static final List<String> ALL = List.of();

    private final String id;
    private final String title;
    private final String benchmark;
    private final String about;

    JmhTable(String id, String title, String benchmark, String about) {
        this.id = id;
        this.title = title;
        this.benchmark = benchmark;
        this.about = about;
    }

    static JmhTable fields() {
        return new JmhTable(
                "fields",
                "Fields, one thread",
                "CsvReaderBenchmark",
                "From bytes in memory to every field touched once: its length and its first byte or char are summed up. DuckDB reads a"
                        + " file in the page cache with everything declared. FastCSV chars is given text that somebody else decoded:"
                        + " a bound, not what a user with a file gets. Univocity, two threads, reads ahead on a second one.");
    }

    static JmhTable values() {
        return new JmhTable(
                "values",
                "Values, one thread",
                "TypedReadingBenchmark",
                "The same, but integers, floating point numbers, dates and booleans are decoded and summed up. Leat conformed checks"
                        + " and decodes each value first, as a load does. DuckDB has one thread, as Leat has.");
    }

    static JmhTable parallel() {
        return new JmhTable(
                "parallel",
                "Values, two threads",
                "ParallelReadingBenchmark",
                "The same from one file in the page cache, with two threads for each side. Leat counts the file's quotes first, which"
                        + " proves where its parts begin, and then reads the parts: both on the two threads, both measured. DuckDB has"
                        + " threads = 2.");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Page measure(Effort effort) throws Exception {
        int megabytes = effort.of(24, 4, 1);
        int rounds = effort.of(2, 1, 1);
        int warmups = effort.of(3, 1, 1);
        int iterations = effort.of(3, 1, 1);
        List<String> inputs = effort == Effort.FULL ? ALL : List.of("ACLED", "NUMERIC");
        Results results = new JmhRun(
                        benchmark,
                        inputs,
                        List.of("LF"),
                        ALL,
                        megabytes,
                        rounds,
                        warmups,
                        iterations,
                        1,
                        Optional.empty(),
                        List.of())
                .measure();
        Grid grid = new Grid("MB/s", Better.MORE, 0);
        results.byInput()
                .forEach((input, bySide) -> bySide.forEach(
                        (side, figures) -> grid.add(input(input.replace(" LF", "")), SideName.of(side), figures)));
        return new Page()
                .about(about)
                .about(String.format(
                        Locale.ROOT,
                        "Inputs of %d MB (10^6 bytes) with LF; %d round(s) of one process a side, each with %d warm-ups and %d measured"
                                + " iterations of 1 s; -Xms1g -Xmx1g. Before it measures, each process proves that its side gives the"
                                + " same fields as the reference, and every pass must answer the sum that the proof computed.",
                        megabytes,
                        rounds,
                        warmups,
                        iterations))
                .grid(grid);
    }

    /** The name of an input as people write it. */
    static String input(String name) {
        return switch (name) {
            case "acled" -> "ACLED-like";
            case "acled_ascii" -> "ACLED-like, ASCII";
            case "numeric" -> "short numbers";
            case "quoted" -> "all quoted";
            default -> name;
        };
    }
}
