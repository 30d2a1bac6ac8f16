package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.all.Grid.Better;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a small file takes from the shell, start of the process included. */
final class StartUpTable implements Table {
    private static final Path LEAT = Path.of("leat");
    private static final String FILE = "examples/data/conflict_events.csv";
    private static final String TABLE = "t";
    /** The table of the file by the modules that come with Python; prints how many rows there are. */
    private static final String PYTHON = """
            import csv, sqlite3, sys
            rows = csv.reader(open(sys.argv[1], newline='', encoding='utf-8'))
            names = next(rows)
            db = sqlite3.connect(sys.argv[2])
            db.execute('CREATE TABLE t (%s)' % ', '.join('"%s"' % n for n in names))
            db.executemany('INSERT INTO t VALUES (%s)' % ', '.join('?' * len(names)), rows)
            db.commit()
            print(db.execute('SELECT count(*) FROM t').fetchone()[0])
            """;

    /** A command that takes a new file of its own at each start. */
    @FunctionalInterface
    private interface Side {
        List<String> command(Path fresh);
    }

    @Override
    public String id() {
        return "start-up";
    }

    @Override
    public String title() {
        return "Start-up, a small file from the shell";
    }

    @Override
    public Page measure(Effort effort) throws Exception {
        if (!Files.isExecutable(LEAT) || !Files.exists(Path.of(FILE))) {
            throw new IllegalStateException(
                    "There is no " + LEAT + " or no " + FILE + " here. Run from the repository's root.");
        }
        int starts = effort.of(10, 2, 1);
        Grid grid = new Grid("ms", Better.LESS, 0);
        Map<String, Side> sides = sides();
        Path directory = Files.createTempDirectory("leat-start");
        try {
            for (int round = -1; round < starts; round++) {
                for (Map.Entry<String, Side> side : sides.entrySet()) {
                    Path fresh = directory.resolve("fresh.db");
                    long start = System.nanoTime();
                    String said = Command.run(side.getValue().command(fresh));
                    double millis = (System.nanoTime() - start) / 1e6;
                    if (round >= 0) {
                        grid.add("a file of 204 kB", side.getKey(), millis);
                    }
                    if (round < 0) {
                        prove(side.getKey(), fresh, said);
                    }
                    empty(directory);
                }
            }
        } finally {
            Files.deleteIfExists(directory);
        }
        Page page = new Page()
                .about("`" + FILE + "` by the command of the repository, " + starts
                        + " starts each after one that does not count, the commands"
                        + " in turn. The clock runs from the start of the process to its end.")
                .about("""
                        - Leat: `./leat load` into a new DuckDB file, with inference, types and ledger
                        - Leat preview: `./leat preview`
                        - java -version: a JVM that does nothing, as a bound
                        - DuckDB CLI: `CREATE TABLE … AS FROM read_csv(…)` into a new file, where it is installed
                        - python: its own csv and sqlite3 modules, no types, where it is installed""")
                .about(
                        "Proven in the start that does not count: each load has all records of the file. DuckDB's CLI and python take its HXL row"
                                + " for a record, and so have one more.")
                .grid(grid);
        if (!Command.isThere("duckdb")) {
            page.note("The `duckdb` command is not installed here.");
        }
        return Command.isThere("python3") ? page : page.note("python3 is not installed here.");
    }

    private static Map<String, Side> sides() {
        Map<String, Side> sides = new LinkedHashMap<>();
        sides.put(
                Grid.OURS,
                fresh -> List.of(
                        "./" + LEAT,
                        "load",
                        FILE,
                        "--into",
                        "duckdb:" + fresh,
                        "--table",
                        TABLE,
                        "--progress",
                        "none"));
        sides.put("Leat preview", fresh -> List.of("./" + LEAT, "preview", FILE));
        sides.put("java -version", fresh -> List.of(Command.java(), "-version"));
        if (Command.isThere("duckdb")) {
            sides.put(
                    "DuckDB CLI",
                    fresh -> List.of(
                            "duckdb",
                            fresh.toString(),
                            "CREATE TABLE t AS FROM read_csv('" + FILE + "', header = true)"));
        }
        if (Command.isThere("python3")) {
            sides.put("python", fresh -> List.of("python3", "-c", PYTHON, FILE, fresh.toString()));
        }
        return sides;
    }

    /** That loads have all records; those that take the row of hashtags for one have one more. */
    private static void prove(String side, Path database, String said) throws Exception {
        long records = Inference.defaults().infer(FileSource.of(Path.of(FILE))).recordsSampled();
        long rows = switch (side) {
            case Grid.OURS -> rows(database);
            case "DuckDB CLI" -> rows(database) - 1;
            case "python" -> Long.parseLong(said.strip()) - 1;
            default -> records;
        };
        if (rows != records) {
            throw new IllegalStateException(side + " loaded " + rows + " instead of " + records + " records.");
        }
    }

    private static long rows(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + TABLE)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void empty(Path directory) throws IOException {
        List<Path> made = new ArrayList<>();
        try (var files = Files.list(directory)) {
            files.forEach(made::add);
        }
        for (Path path : made) {
            Files.delete(path);
        }
    }
}
