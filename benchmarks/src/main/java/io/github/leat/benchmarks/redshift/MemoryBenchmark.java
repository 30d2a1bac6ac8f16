package io.github.leat.benchmarks.redshift;

import io.github.leat.benchmarks.ResidentMemory;
import io.github.leat.benchmarks.report.Machine;
import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Store;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.DateStyle;
import io.github.leat.testkit.redshift.RehearsalCluster;
import io.github.leat.testkit.redshift.data.DataApiServer;
import io.github.leat.testkit.server.S3Server;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;

/** Whole loads by {@code leat load}, each in a process of its own, into a rehearsed cluster; the most memory that each process took. */
@Command(
        name = "memory-benchmark",
        mixinStandardHelpOptions = true,
        description = "Loads into a rehearsal of Redshift; benchmarks/README.md says what is measured.",
        showDefaultValues = true)
public final class MemoryBenchmark implements Callable<Integer> {
    private static final String BUCKET = "leat-memory";

    @Option(names = "--jar", description = "The command")
    private Path jar = Path.of("cli/target/leat-cli.jar");

    @Option(names = "--megabytes", split = ",", description = "Sizes of the files in 10^6 bytes")
    private List<Integer> megabytes = List.of(20, 2_000);

    @Option(names = "--heap", description = "Largest heap of the loads, as -Xmx takes it")
    private String heap = "64m";

    @Option(names = "--data-api", negatable = true, description = "By the Data API instead of over JDBC")
    private boolean isDataApi;

    @Option(names = "--settings", description = "Further settings of the target, such as &compression=zstd")
    private String settings = "";

    private MemoryBenchmark() {}

    /** See {@code --help}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new MemoryBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test-secret");
        URI s3 = S3Server.start().endpoint();
        S3Options options = new S3Options(Optional.of(s3), Optional.of(Region.US_EAST_1), Optional.empty(), false);
        try (S3Store store = S3Store.open(options);
                RehearsalCluster cluster = RehearsalCluster.start(s3);
                DataApiServer data = DataApiServer.before(cluster)) {
            store.client().createBucket(request -> request.bucket(BUCKET));
            String place = isDataApi
                    ? "redshift-data://wg/postgres?region=us-east-1&endpoint=" + data.endpoint()
                    : "redshift://localhost:" + cluster.port() + "/postgres?user=postgres&sslmode=disable";
            String target =
                    place + "&staging=s3://" + BUCKET + "/leat/&s3-endpoint=" + s3 + "&iamRole=default" + settings;
            System.out.println(Machine.describe());
            System.out.printf(
                    "%nHeap of %s%n%n| file, MB | records | seconds | most memory of the process, MB |%n", heap);
            System.out.println("|---|---|---|---|");
            for (int size : megabytes) {
                load(cluster, target, size);
            }
        }
        return 0;
    }

    private void load(RehearsalCluster cluster, String target, int size) throws Exception {
        Path directory = Files.createTempDirectory("leat-memory");
        Path file = directory.resolve("events.csv");
        Path log = directory.resolve("log");
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                CsvGenerator.builder(CsvShape.ACLED)
                        .seed(20_201_107)
                        .dates(DateStyle.ISO)
                        .bytes(size * 1_000_000L)
                        .build()
                        .writeTo(out);
            }
            long began = System.nanoTime();
            Process process = start(file, log, target);
            long most = 0;
            while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
                most = Math.max(most, ResidentMemory.most(process.pid()));
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        "leat ended with " + process.exitValue() + ":\n" + Files.readString(log));
            }
            String records =
                    cluster.server().texts("SELECT count(*) FROM events").get(0);
            System.out.printf(Locale.ROOT, "| %d | %s | %.1f | %.0f |%n", size, records, seconds, most / 1e6);
            cluster.server().run("DROP TABLE events");
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(log);
            Files.deleteIfExists(directory);
        }
    }

    private Process start(Path file, Path log, String target) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "load",
                file.toString(),
                "--into",
                target,
                "--table",
                "events",
                "--progress",
                "none"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test-secret");
        return builder.start();
    }
}
