package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.benchmarks.all.Grid.Better;
import io.github.leat.benchmarks.chart.LineChart.Spread;
import io.github.leat.benchmarks.csv.FieldSide;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.DateStyle;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** The memory that loads take, and the smallest heaps that readers need. */
final class MemoryTable implements Table {
    private static final Path JAR = Path.of("cli/target/leat-cli.jar");
    private static final int BLOCK = 8_000_000;
    /** From here on the input is a stream, and nothing of it is on the disk. */
    private static final int STREAMED_MEGABYTES = 10_000;

    private static final String HEAP = "-Xmx48m";
    private static final List<FieldSide> READERS = List.of(
            FieldSide.LEAT,
            FieldSide.FASTCSV,
            FieldSide.UNIVOCITY,
            FieldSide.COMMONS_CSV,
            FieldSide.JACKSON,
            FieldSide.DEEPHAVEN);

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public String title() {
        return "Memory";
    }

    @Override
    public Page measure(Effort effort) throws Exception {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(
                    "There is no " + JAR
                            + ". Run from the repository's root, after: mvn -q package -Dmaven.test.skip -pl cli,benchmarks -am");
        }
        Grid resident = new Grid("MB of memory, whole process", Better.LESS, 0);
        Grid heap = new Grid("MB of heap at most", Better.LESS, 0);
        Path directory = Files.createTempDirectory("leat-memory");
        try {
            for (int megabytes : effort == Effort.FULL ? List.of(10, 100, 1_000, 10_000) : List.of(10, 30)) {
                for (String target : List.of("CSV", "DuckDB")) {
                    LoadProcess.Outcome outcome = load(target, megabytes, directory);
                    String aCase = String.format(Locale.ROOT, "%,d", megabytes);
                    resident.add(aCase, "Leat to " + target, outcome.residentMegabytes());
                    heap.add(aCase, "Leat to " + target, outcome.heapMegabytes());
                }
            }
            Page page = new Page()
                    .about("`leat load` of an ACLED-like file (ISO dates) in a process of its own with " + HEAP
                            + " -XX:+UseSerialGC, into"
                            + " `csv:/dev/null` and a DuckDB file (`memory_limit` 512 MB, outside of the heap, is its default). Whole process:"
                            + " the most that Linux has counted (VmHWM). Heap: the most that was in use before a collection or at the end,"
                            + " garbage included, which goes towards the limit whatever the size.")
                    .about(
                            "Files up to 1 GB are on the disk; 10 GB come through standard input, 8 MB of records generated once and given again"
                                    + " and again. One load each. Proven: the database has as many rows as the generator made; of `/dev/null` only"
                                    + " that the load ends with 0, which it does when its own balance of records is right.")
                    .grid(resident)
                    .grid(heap)
                    .across("size of the input, MB", Spread.TO_SCALE);
            page.grid(heaps(effort, directory));
            return page.note(
                    "The smallest heaps are of readers alone: every field of " + effort.of(100, 10, 1)
                            + " MB is touched, one of 1 MB held in memory as the input, with -XX:+UseSerialGC; the heaps tried are 4, 5, 6, 8, 10, 12,"
                            + " 16 … 2,048 MB, and each side must answer the proven sum. deephaven-csv holds whole columns, since it makes a table.");
        } finally {
            for (String name : List.of("events.csv", "events.duckdb", "events.duckdb.wal", "block.csv")) {
                Files.deleteIfExists(directory.resolve(name));
            }
            try (var rest = Files.walk(directory)) {
                for (Path path : rest.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static Grid heaps(Effort effort, Path directory) throws Exception {
        Grid lowest = new Grid("MB of heap that suffice to read", Better.LESS, 0);
        int megabytes = effort.of(100, 10, 1);
        for (FieldSide side : READERS) {
            int heap = HeapRun.lowest(side, megabytes, directory);
            if (heap > 0) {
                lowest.add("reading " + megabytes + " MB", SideName.of(side.name()), heap);
            }
        }
        return lowest;
    }

    private static LoadProcess.Outcome load(String target, int megabytes, Path directory) throws Exception {
        Path file = directory.resolve("events.csv");
        Path database = directory.resolve("events.duckdb");
        boolean isStreamed = megabytes >= STREAMED_MEGABYTES;
        CsvGenerator generator = CsvGenerator.builder(CsvShape.ACLED)
                .seed(20_201_107)
                .dates(DateStyle.ISO)
                .bytes(isStreamed ? BLOCK : megabytes * 1_000_000L)
                .build();
        long records;
        InputStream input = new ByteArrayInputStream(new byte[0]);
        if (isStreamed) {
            byte[] all = generator.toBytes();
            long times = megabytes * 1_000_000L / all.length;
            input = repeated(all, times);
            records = generator.writeTo(OutputStream.nullOutputStream()).records() * times;
        } else {
            records = generator.writeTo(file).records();
        }
        LoadProcess.Outcome outcome = LoadProcess.run(
                List.of(HEAP),
                List.of(
                        "-jar",
                        JAR.toString(),
                        "load",
                        isStreamed ? "-" : file.toString(),
                        "--into",
                        target.equals("CSV") ? "csv:/dev/null" : "duckdb:" + database,
                        "--table",
                        "events",
                        "--progress",
                        "none"),
                input);
        if (!outcome.isWell()) {
            throw new IllegalStateException(
                    "The load of " + megabytes + " MB into " + target + " failed: " + outcome.said());
        }
        if (target.equals("DuckDB")) {
            requireRows(database, records);
        }
        for (Path path : List.of(file, database, Path.of(database + ".wal"))) {
            Files.deleteIfExists(path);
        }
        return outcome;
    }

    private static InputStream repeated(byte[] all, long times) {
        Halves csv = Halves.of(all);
        return CsvInput.repeating(InputKind.ACLED.columns(), csv.header(), csv.records(), times).stream();
    }

    private static void requireRows(Path database, long records) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM events")) {
            row.next();
            if (row.getLong(1) != records) {
                throw new IllegalStateException(
                        "The table has " + row.getLong(1) + " rows instead of " + records + ".");
            }
        }
    }
}
