package io.github.leat.benchmarks.redshift;

import com.sun.management.OperatingSystemMXBean;
import io.github.leat.benchmarks.report.Machine;
import io.github.leat.core.LoadException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.redshift.PartCompression;
import io.github.leat.redshift.RedshiftSink;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.DateStyle;
import io.github.leat.testkit.redshift.RehearsalCluster;
import io.github.leat.testkit.redshift.StatementFault;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From a file to compressed parts at a store that takes everything, beside {@code gzip -1} and {@code zstd -1} of the same file. The
 * clock runs from the ledger's claim to the first statement of the first commit.
 */
@Command(
        name = "staging-benchmark",
        mixinStandardHelpOptions = true,
        description = "Makes parts for Redshift; benchmarks/README.md says what is measured.",
        showDefaultValues = true)
public final class StagingBenchmark implements Callable<Integer> {
    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

    @Option(names = "--megabytes", description = "Size of the file in 10^6 bytes")
    private int megabytes = 200;

    @Option(names = "--rounds", description = "How often every side runs; one more is not counted")
    private int rounds = 3;

    @Option(names = "--parts", split = ",", description = "Parts at a time")
    private List<Integer> parts = List.of(1, 4);

    @Option(names = "--tools", negatable = true, defaultValue = "true", description = "Whether the tools run, too")
    private boolean tools;

    private StagingBenchmark() {}

    /** See {@code --help}. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new StagingBenchmark()).execute(args));
    }

    /** @param busy processor time in seconds, of all threads */
    private record Run(double seconds, double busy, long bytes) {}

    private interface Side {
        Run run() throws Exception;
    }

    @Override
    public Integer call() throws Exception {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test-secret");
        System.setProperty("aws.region", "us-east-1");
        Path file = Files.createTempFile("leat-staging", ".csv");
        try (DiscardingStore store = new DiscardingStore();
                RehearsalCluster cluster = RehearsalCluster.start(store.endpoint())) {
            try (OutputStream out = Files.newOutputStream(file)) {
                CsvGenerator.builder(CsvShape.ACLED)
                        .seed(20_201_107)
                        .dates(DateStyle.ISO)
                        .bytes(megabytes * 1_000_000L)
                        .build()
                        .writeTo(out);
            }
            Map<String, Side> sides = new LinkedHashMap<>();
            for (PartCompression compression : PartCompression.values()) {
                for (int count : parts) {
                    sides.put(
                            compression.name().toLowerCase(Locale.ROOT) + ", " + count
                                    + (count == 1 ? " part" : " parts"),
                            () -> stage(cluster, store, file, compression, count));
                }
            }
            if (tools) {
                sides.put("gzip -1", () -> tool(file, "gzip -1"));
                sides.put("zstd -1", () -> tool(file, "zstd -1 -q -c"));
            }
            measure(sides, Files.size(file));
        } finally {
            Files.deleteIfExists(file);
        }
        return 0;
    }

    private void measure(Map<String, Side> sides, long size) throws Exception {
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Side> side : sides.entrySet()) {
                Run run = side.getValue().run();
                if (round > 0) {
                    runs.computeIfAbsent(side.getKey(), name -> new ArrayList<>())
                            .add(run);
                }
            }
        }
        System.out.println(Machine.describe());
        System.out.printf(Locale.ROOT, "%n%d bytes of CSV, %d rounds%n%n", size, rounds);
        System.out.println(
                "| side | MB/s of CSV, median | slowest | fastest | processors busy | processor ms per MB | MB stored |");
        System.out.println("|---|---|---|---|---|---|---|");
        runs.forEach((name, all) -> {
            List<Double> rates = new ArrayList<>(
                    all.stream().map(run -> size / run.seconds() / 1e6).toList());
            Collections.sort(rates);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.0f | %.1f | %.1f | %.1f |%n",
                    name,
                    rates.get(rates.size() / 2),
                    rates.get(0),
                    rates.get(rates.size() - 1),
                    all.stream()
                            .mapToDouble(run -> run.busy() / run.seconds())
                            .average()
                            .orElseThrow(),
                    all.stream()
                            .mapToDouble(run -> run.busy() * 1e9 / size)
                            .min()
                            .orElseThrow(),
                    all.get(0).bytes() / 1e6);
        });
    }

    private static Run stage(
            RehearsalCluster cluster, DiscardingStore store, Path file, PartCompression compression, int parts) {
        AtomicLong began = new AtomicLong();
        AtomicLong ended = new AtomicLong();
        AtomicLong busy = new AtomicLong();
        cluster.faults(sql -> {
            if (sql.startsWith("LOCK TABLE")) {
                began.set(System.nanoTime());
                busy.set(processorNanos());
            }
            boolean isCommit = sql.startsWith("CREATE TABLE") && sql.contains("_leat_stage_");
            if (isCommit && ended.compareAndSet(0, System.nanoTime())) {
                busy.set(processorNanos() - busy.get());
            }
            // nothing is kept that could be copied
            return sql.startsWith("COPY") ? StatementFault.EXPIRED_TOKEN : StatementFault.NONE;
        });
        store.takeBytes();
        RedshiftSink sink = RedshiftSink.parse("redshift://localhost:" + cluster.port()
                        + "/postgres?user=postgres&sslmode=disable&staging=s3://bucket/leat/&s3-endpoint="
                        + store.endpoint() + "&iamRole=default")
                .table("events")
                .compression(compression)
                .parts(parts);
        Optional<LoadException> end = Optional.empty();
        try {
            Load.from(FileSource.of(file))
                    .into(sink)
                    .commitEvery(1L << 40, Duration.ofHours(1))
                    .run();
        } catch (LoadException e) {
            end = Optional.of(e);
        }
        if (ended.get() == 0 || end.isEmpty()) {
            throw new IllegalStateException("The load did not come to its commit.", end.orElse(null));
        }
        return new Run((ended.get() - began.get()) / 1e9, busy.get() / 1e9, store.takeBytes());
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** By a shell, which says the processor time of its children. */
    private static Run tool(Path file, String command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("leat-staging", ".out");
        try {
            long began = System.nanoTime();
            Process process = new ProcessBuilder("sh", "-c", command + " < " + file + " > " + out + " && times")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String times = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed");
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            Matcher time = TIME.matcher(times.lines().skip(1).findFirst().orElse(""));
            double busy = 0;
            while (time.find()) {
                busy += 60 * Double.parseDouble(time.group(1)) + Double.parseDouble(time.group(2));
            }
            return new Run(seconds, busy, Files.size(out));
        } finally {
            Files.deleteIfExists(out);
        }
    }
}
