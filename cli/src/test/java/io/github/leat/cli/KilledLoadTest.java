package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load that is killed goes on at its last commit, and the table is that of a load that was not. */
class KilledLoadTest {
    private static final long SEED = new Random().nextLong();
    private static final int KILLS = 3;
    private static final int MOST_RUNS = 25;
    private static final int STEP_BYTES = 4_000_000;
    private static final int MOST_STEPS = 8;
    private static final int POLL_MILLIS = 2;
    private static final List<String> FILES = List.of("leat.duckdb", "leat.duckdb.wal");

    @TempDir
    Path directory = Path.of("");

    @Test
    void sameTableWhereverItIsKilled() throws Exception {
        long records = CsvGenerator.builder(CsvShape.ACLED)
                .seed(3)
                .bytes(100_000_000)
                .hxl(true)
                .build()
                .writeTo(directory.resolve("events.csv"))
                .records();
        Random random = new Random(SEED);
        int killed = 0;
        boolean committed = false;
        for (int run = 1; killed < KILLS || !committed; run++) {
            assertThat(run).as("runs, seed " + SEED).isLessThanOrEqualTo(MOST_RUNS);
            // Until a commit was seen, each run lives longer than the one before, up to what the whole load
            // writes: a slow machine gets there too.
            int least = committed ? 0 : run % MOST_STEPS * STEP_BYTES;
            try (ChildProcess child = load("events")) {
                if (awaitGrowth(child, size() + 1 + least + random.nextInt(STEP_BYTES))) {
                    child.kill();
                    killed++;
                    committed = recordsCommitted() > 0;
                } else {
                    assertThat(child.await())
                            .as("seed " + SEED + ": " + child.err())
                            .isIn(0, 5);
                    startOver();
                    committed = false;
                }
            }
        }
        try (ChildProcess last = load("events")) {
            assertThat(last.await()).as("seed " + SEED + ": " + last.err()).isIn(0, 5);
            assertThat(last.err()).as("seed " + SEED).contains("went on at record");
        }
        try (ChildProcess whole = load("whole")) {
            assertThat(whole.await()).as(whole.err()).isZero();
        }
        assertThat(content("events")).as("seed " + SEED).isEqualTo(content("whole"));
        assertThat(content("events")).first().asString().startsWith(records + "|");
    }

    /** What a copy of the database says, so that it is the next load that recovers the one left behind. */
    private long recordsCommitted() throws IOException {
        Path copy = Files.createDirectories(directory.resolve("copy"));
        for (String name : FILES) {
            Files.deleteIfExists(copy.resolve(name));
            if (Files.exists(directory.resolve(name))) {
                Files.copy(directory.resolve(name), copy.resolve(name));
            }
        }
        Path database = copy.resolve(FILES.get(0));
        return DuckDbRows.of(database, "FROM duckdb_tables() WHERE table_name = '_leat_ledger'")
                        .isEmpty()
                ? 0
                : DuckDbRows.of(database, "SELECT records_read FROM _leat_ledger WHERE NOT completed").stream()
                        .mapToLong(Long::parseLong)
                        .sum();
    }

    private ChildProcess load(String table) throws IOException {
        String[] arguments = {"load", "events.csv", "--table", table, "--throughput", "40MB/s"};
        return ChildProcess.start(directory, "128m", new File("/dev/null"), arguments);
    }

    /** Waits until the database has grown to a size; false if the load ends before. */
    private boolean awaitGrowth(ChildProcess child, long bytes) throws IOException, InterruptedException {
        while (size() < bytes) {
            if (child.process().waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return child.process().isAlive();
    }

    /** A load that got to its end before it was killed proves nothing: the next one begins with an empty database. */
    private void startOver() throws IOException {
        for (String name : FILES) {
            Files.deleteIfExists(directory.resolve(name));
        }
    }

    private long size() throws IOException {
        long bytes = 0;
        for (String name : FILES) {
            Path file = directory.resolve(name);
            bytes += Files.exists(file) ? Files.size(file) : 0;
        }
        return bytes;
    }

    private List<String> content(String table) {
        return DuckDbRows.of(
                directory.resolve("leat.duckdb"),
                "SELECT count(*), sum(hash(t)::HUGEINT), count(DISTINCT event_id_cnty) FROM " + table + " t");
    }
}
