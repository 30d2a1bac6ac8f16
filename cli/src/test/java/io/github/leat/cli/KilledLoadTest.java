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
    private static final int POLL_MILLIS = 2;

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
        boolean wentOn = false;
        for (int i = 0; i < KILLS; i++) {
            try (ChildProcess child = load("events")) {
                long until = size() + 1 + random.nextInt(30_000_000);
                if (awaitGrowth(child, until)) {
                    killed++;
                }
                child.kill();
                wentOn |= child.err().contains("went on at record");
            }
        }
        try (ChildProcess last = load("events")) {
            assertThat(last.await()).as("seed " + SEED + ": " + last.err()).isIn(0, 5);
            wentOn |= last.err().contains("went on at record");
        }
        assertThat(killed).as("kills in the middle, seed " + SEED).isPositive();
        assertThat(wentOn).as("seed " + SEED).isTrue();
        try (ChildProcess whole = load("whole")) {
            assertThat(whole.await()).as(whole.err()).isZero();
        }
        assertThat(content("events")).as("seed " + SEED).isEqualTo(content("whole"));
        assertThat(content("events")).first().asString().startsWith(records + "|");
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

    private long size() throws IOException {
        long bytes = 0;
        for (String name : List.of("leat.duckdb", "leat.duckdb.wal")) {
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
