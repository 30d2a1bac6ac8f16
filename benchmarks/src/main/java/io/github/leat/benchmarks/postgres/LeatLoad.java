package io.github.leat.benchmarks.postgres;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** One load in a process of its own, as {@code leat load} does it; prints its seconds, the JVM's start left out. */
public final class LeatLoad {
    private static final String WARM_UP = "warm_up";

    private LeatLoad() {}

    /** The arguments are address, file, mode, and how often to load into a table of its own first, uncounted. */
    public static void main(String[] args) throws SQLException {
        WriteMode mode = WriteMode.valueOf(args[2]);
        for (int i = Integer.parseInt(args[3]); i > 0; i--) {
            load(args[0], args[1], mode, WARM_UP);
            try (Connection connection = DriverManager.getConnection(args[0]);
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE " + WARM_UP);
                statement.execute("DELETE FROM _leat_ledger");
                statement.execute("CHECKPOINT");
            }
        }
        long start = System.nanoTime();
        LoadReport report = load(args[0], args[1], mode, "events");
        System.out.println(
                (System.nanoTime() - start) / 1e9 + " " + report.counts().written());
    }

    private static LoadReport load(String url, String file, WriteMode mode, String table) {
        RdsSink sink = RdsSink.jdbc(url, new Properties()).table(table).mode(mode);
        return Load.from(FileSource.of(Path.of(file)))
                .into(mode == WriteMode.APPEND ? sink : sink.key("event_id_cnty"))
                .run();
    }
}
