package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.all.Grid.Better;
import io.github.leat.benchmarks.postgres.CopyRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@link CopyRun} as a table. */
final class PostgresTable implements Table {
    private static final Path MEMORY = Path.of("/dev/shm");

    @Override
    public String id() {
        return "postgres";
    }

    @Override
    public String title() {
        return "Loads into PostgreSQL";
    }

    @Override
    public Page measure(Effort effort) throws Exception {
        int megabytes = effort.of(200, 10, 1);
        int rounds = effort.of(3, 1, 1);
        int warm = effort.of(2, 0, 0);
        boolean isPsqlThere = Command.isThere("psql");
        boolean isMemory = Files.isWritable(MEMORY);
        Grid grid = new Grid("MB/s of CSV", Better.MORE, 0);
        new CopyRun(
                        megabytes,
                        rounds,
                        warm,
                        "psql",
                        isPsqlThere,
                        isMemory ? MEMORY : Path.of(System.getProperty("java.io.tmpdir")),
                        List.of(CopyRun.Kind.values()))
                .measure((round, kind, ours, theirs) -> {
                    grid.add(label(kind), Grid.OURS, megabytes / ours);
                    if (isPsqlThere) {
                        grid.add(label(kind), "psql, by hand", megabytes / theirs);
                    }
                });
        Page page = new Page()
                .about("An ACLED-like file of " + megabytes + " MB into the same typed table, " + rounds
                        + " round(s) after one that does not count, the sides in turn, file and tables "
                        + (isMemory ? "in memory" : "on the disk")
                        + ". PostgreSQL 17, embedded, `fsync` off for both. Each load of Leat is a"
                        + " JVM of its own that loaded the file " + warm
                        + " times into another table before; its start is left out.")
                .about(
                        "By hand: `\\copy` into the table; for upserts `\\copy` into an unlogged table and the same `INSERT … ON CONFLICT`. Leat"
                                + " infers the layout, checks each value, has a ledger, and has two COPYs at once where it appends.")
                .about(
                        "Proven in the round that does not count: the same number of rows and the same sum of a hash over all columns of each"
                                + " row. In the others rows are counted.")
                .grid(grid);
        return isPsqlThere
                ? page
                : page.note(
                        "psql is not installed here, so there is nothing to compare with: `apt-get install -y postgresql-client`.");
    }

    private static String label(CopyRun.Kind kind) {
        return switch (kind) {
            case APPEND -> "append";
            case UPSERT_NEW -> "upsert, all keys new";
            case UPSERT_EXISTING -> "upsert, all keys there";
        };
    }
}
