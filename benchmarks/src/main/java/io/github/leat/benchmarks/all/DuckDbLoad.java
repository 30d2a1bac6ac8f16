package io.github.leat.benchmarks.all;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.rds.RdsSink;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Ways to load a file into a database file that is not there yet. */
enum DuckDbLoad {
    LEAT(Grid.OURS) {
        @Override
        void fill(Path file, Path database, List<Column> columns) {
            Load.from(FileSource.of(file))
                    .into(RdsSink.duckdb(database).table("events"))
                    .run();
        }
    },
    COPY_ONE("DuckDB COPY, 1 thread") {
        @Override
        void fill(Path file, Path database, List<Column> columns) throws SQLException {
            run(database, "SET threads = 1", create(columns), "COPY events FROM '" + file + "' (FORMAT csv, HEADER)");
        }
    },
    COPY_ALL("DuckDB COPY, all threads") {
        @Override
        void fill(Path file, Path database, List<Column> columns) throws SQLException {
            run(database, create(columns), "COPY events FROM '" + file + "' (FORMAT csv, HEADER)");
        }
    },
    READ_ONE("DuckDB read_csv, 1 thread") {
        @Override
        void fill(Path file, Path database, List<Column> columns) throws SQLException {
            run(database, "SET threads = 1", create(columns), insert(file, columns));
        }
    },
    READ_ALL("DuckDB read_csv, all threads") {
        @Override
        void fill(Path file, Path database, List<Column> columns) throws SQLException {
            run(database, create(columns), insert(file, columns));
        }
    },
    APPENDER("FastCSV + appender") {
        @Override
        void fill(Path file, Path database, List<Column> columns) throws Exception {
            try (Connection connection = open(database);
                    Statement statement = connection.createStatement()) {
                statement.execute(create(columns));
                try (DuckDBAppender appender =
                                connection.unwrap(DuckDBConnection.class).createAppender("main", "events");
                        CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
                    Iterator<CsvRecord> records = reader.iterator();
                    records.next();
                    while (records.hasNext()) {
                        append(appender, records.next(), columns);
                    }
                }
            }
        }
    };

    /** A column of the table that all fill. */
    record Column(String name, String type) {}

    private final String label;

    DuckDbLoad(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    abstract void fill(Path file, Path database, List<Column> columns) throws Exception;

    /** Seconds from opening the database to having closed it; the columns are those of a database that Leat made. */
    double load(Path file, Path database, Path made) throws Exception {
        List<Column> columns = this == LEAT ? List.of() : columns(made);
        long start = System.nanoTime();
        fill(file, database, columns);
        return (System.nanoTime() - start) / 1e9;
    }

    /** How many rows there are and what they hold, whatever their order. */
    static String answer(Path database) throws SQLException {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) || ' ' || sum(hash(e)::HUGEINT) FROM events e")) {
            row.next();
            return row.getString(1);
        }
    }

    private static List<Column> columns(Path made) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Connection connection = open(made);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE events")) {
            while (rows.next()) {
                columns.add(new Column(rows.getString("column_name"), rows.getString("column_type")));
            }
        }
        return columns;
    }

    private static Connection open(Path database) throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + database);
    }

    private static void run(Path database, String... statements) throws SQLException {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '512MB'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String create(List<Column> columns) {
        return columns.stream()
                .map(column -> '"' + column.name() + "\" " + column.type())
                .collect(Collectors.joining(", ", "CREATE TABLE events (", ")"));
    }

    private static String insert(Path file, List<Column> columns) {
        return columns.stream()
                .map(column -> "'" + column.name() + "': '" + column.type() + "'")
                .collect(Collectors.joining(
                        ", ",
                        "INSERT INTO events SELECT * FROM read_csv('" + file
                                + "', header = true, delim = ',', quote = '\"', escape = '\"', columns = {",
                        "})"));
    }

    private static void append(DuckDBAppender appender, CsvRecord record, List<Column> columns) throws SQLException {
        appender.beginRow();
        for (int c = 0; c < columns.size(); c++) {
            String field = record.getField(c);
            if (field.isEmpty()) {
                appender.appendNull();
                continue;
            }
            switch (columns.get(c).type()) {
                case "BIGINT" -> appender.append(Long.parseLong(field));
                case "DOUBLE" -> appender.append(Double.parseDouble(field));
                case "DATE" -> appender.append(LocalDate.parse(field));
                case "VARCHAR" -> appender.append(field);
                default -> throw new IllegalStateException("No way to append a " + columns.get(c));
            }
        }
        appender.endRow();
    }
}
