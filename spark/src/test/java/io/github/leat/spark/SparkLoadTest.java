package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SchemaException;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.dynamodb.DynamoDbSink;
import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.dynamodb.DynaliteServer;
import io.github.leat.testkit.server.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class SparkLoadTest {
    private static final int RECORDS = 3_000;
    private static final long PART = 20_000;

    private final SparkSession spark = LocalSpark.session();

    @TempDir
    private Path directory = Path.of("");

    /** About 120 kB, a newline in every note. */
    private Path events() throws IOException {
        StringBuilder text = new StringBuilder("id,note,n\n");
        for (int i = 0; i < RECORDS; i++) {
            text.append(i)
                    .append(",\"note ")
                    .append(i)
                    .append("\nand \"\"more\"\", of it\",")
                    .append(i % 100)
                    .append('\n');
        }
        return Files.writeString(directory.resolve("events.csv"), text);
    }

    private static LoadSpec into(String url, String count, String mark) {
        return source -> Load.from(source)
                .commitEvery(1 << 12, Duration.ofMinutes(1))
                .throughput(Throughput.bytesPerSecond(1e9))
                .into(new DyingSink(RdsSink.jdbc(url, new Properties()).table("events"), count, mark));
    }

    private SparkLoad load(Path file, LoadSpec spec) {
        return SparkLoad.of(spark, List.of(file.toString()), spec).splitBytes(PART);
    }

    private static void assertComplete(PostgresServer server) {
        assertThat(server.texts("SELECT count(*), count(DISTINCT id), sum(n), max(length(note)) FROM events"))
                .containsExactly("3000|3000|148500|27");
    }

    @Test
    void partsAreLoadedOnceEachAndTheFileIsKnownAsLoaded() throws IOException {
        PostgresServer server = PostgresServer.newSchema();
        Path file = events();
        Files.writeString(directory.resolve("small.csv"), "n,id,extra\n7,-1,x\n");
        LoadSpec spec = into(server.url(), "none", "nothing");
        SparkLoadReport report =
                load(directory.resolve("*.csv"), spec).connections(2).run();
        assertThat(report.counts()).isEqualTo(new RecordCounts(RECORDS + 1, RECORDS + 1, 0, 0, 0));
        assertThat(report.files())
                .extracting(SparkLoadReport.FileReport::how)
                .containsExactly(SparkLoadReport.How.PARTS, SparkLoadReport.How.WHOLE);
        assertThat(report.files().get(0).parts()).isBetween(5, 7);
        assertThat(server.texts("SELECT extra FROM events WHERE id = -1")).containsExactly("x");

        assertThat(load(file, spec).splitBytes(PART / 3).run().files())
                .extracting(SparkLoadReport.FileReport::how)
                .containsExactly(SparkLoadReport.How.ALREADY_LOADED);
        assertThat(spec.of(FileSource.of(file)).run().outcome().name()).isEqualTo("ALREADY_LOADED");
        server.run("DELETE FROM events WHERE id = -1");
        assertComplete(server);
    }

    @Test
    void taskKilledInTheMiddleGoesOnAtItsLastCommit() throws IOException {
        PostgresServer server = PostgresServer.newSchema();
        DyingSink.dieAgain("task", 2);
        SparkLoadReport report =
                load(events(), into(server.url(), "task", "#bytes=")).run();
        assertThat(DyingSink.left("task")).isZero();
        assertThat(report.counts()).isEqualTo(new RecordCounts(RECORDS, RECORDS, 0, 0, 0));
        assertComplete(server);
    }

    @Test
    void driverThatIsStartedAgainLosesAndDoublesNothing() throws IOException {
        PostgresServer server = PostgresServer.newSchema();
        Path file = events();
        DyingSink.dieAgain("driver", 1_000);
        LoadSpec spec = into(server.url(), "driver", "#bytes=");
        assertThatThrownBy(() -> load(file, spec).splitBytes(3 * PART).run())
                .hasStackTraceContaining("killed in the middle");
        assertThat(server.texts("SELECT count(*) > 0 AND count(*) < 3000 FROM events"))
                .containsExactly("t");
        // one machine does not take it for its own
        assertThatThrownBy(() -> spec.of(FileSource.of(file)).run()).isInstanceOf(SchemaException.class);

        DyingSink.dieAgain("driver", 0);
        SparkLoadReport report = load(file, spec).splitBytes(PART / 2).run();
        assertThat(report.counts()).isEqualTo(new RecordCounts(RECORDS, RECORDS, 0, 0, 0));
        assertComplete(server);
    }

    @Test
    void upsertByPartsWantsToKnowThatKeysAreUnique() throws IOException {
        PostgresServer server = PostgresServer.newSchema();
        String url = server.url();
        LoadSpec spec = source -> Load.from(source)
                .into(RdsSink.jdbc(url, new Properties())
                        .table("events")
                        .key("id")
                        .mode(WriteMode.UPSERT));
        Path file = events();
        assertThatThrownBy(() -> load(file, spec).run())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("uniqueKeys()");
        assertThat(load(file, spec).uniqueKeys().run().counts().written()).isEqualTo(RECORDS);
        assertComplete(server);
        LoadSpec replacing = source -> Load.from(source)
                .into(RdsSink.jdbc(url, new Properties()).table("events").mode(WriteMode.REPLACE));
        assertThatThrownBy(() -> load(file, replacing).run())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("as a whole only");
        Files.writeString(directory.resolve("other.csv"), "id,note,n\n1,x,2\n");
        assertThatThrownBy(() -> load(directory.resolve("*.csv"), replacing).run())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("the last of 2 files only");
    }

    /** The sample has numbers only; two parts find texts, each while the other is being written. */
    @Test
    void columnThatTwoPartsWidenIsAsOnOneMachine() throws IOException {
        StringBuilder text = new StringBuilder("id,n,note\n");
        for (int i = 0; i < 20_000; i++) {
            String n = i == 5_000 || i == 14_000 ? "about " + i : String.valueOf(i % 1_000);
            text.append(i).append(',').append(n).append(",\"of\n").append(i).append("\"\n");
        }
        Path file = Files.writeString(directory.resolve("late.csv"), text);
        List<List<String>> tables = new ArrayList<>();
        for (boolean parts : List.of(false, true)) {
            PostgresServer server = PostgresServer.newSchema();
            String url = server.url();
            LoadSpec spec = source -> Load.from(source)
                    .infer(Inference.builder().sampleBytes(4_096).build())
                    .commitEvery(1 << 14, Duration.ofMinutes(1))
                    .into(RdsSink.jdbc(url, new Properties()).table("late"));
            if (parts) {
                assertThat(load(file, spec)
                                .splitBytes(100_000)
                                .run()
                                .files()
                                .get(0)
                                .parts())
                        .isGreaterThan(3);
            } else {
                spec.of(FileSource.of(file)).run();
            }
            tables.add(server.texts("SELECT id, n, note, pg_typeof(n) FROM late ORDER BY id"));
        }
        assertThat(tables.get(0)).hasSize(20_000).contains("5000|about 5000|of\n5000|text");
        assertThat(tables.get(1)).isEqualTo(tables.get(0));
    }

    @Test
    void rejectsOfAllTasksAreInOneDirectory() throws IOException {
        PostgresServer server = PostgresServer.newSchema();
        Path file = events();
        Files.writeString(file, "1,2\n5,x,y,z\n", java.nio.file.StandardOpenOption.APPEND);
        Path letters = directory.resolve("letters");
        SparkLoadReport report = load(file, into(server.url(), "none", "nothing"))
                .deadLetters(letters.toString())
                .run();
        assertThat(report.counts()).isEqualTo(new RecordCounts(RECORDS + 2, RECORDS, 0, 2, 0));
        try (Stream<Path> files = Files.list(letters)) {
            List<Path> found =
                    files.filter(path -> path.toString().endsWith(".csv")).toList();
            assertThat(found).hasSize(1);
            RowSet kept = new RowSet(true);
            OneMachine.addLetters(found.get(0), kept);
            assertThat(kept)
                    .isEqualTo(RowSet.rejects(
                            spark.read()
                                    .format("leat")
                                    .option("rejects", "only")
                                    .load(file.toString()),
                            true));
        }
        assertComplete(server);
    }

    @Tag("thorough")
    @Test
    void dynamoDbHasEachItemOnceAfterKillsAndARestart() throws IOException {
        DynaliteServer.assumeAvailable();
        try (DynaliteServer server = DynaliteServer.start()) {
            URI endpoint = server.endpoint();
            Path file = events();
            LoadSpec spec = source -> Load.from(source)
                    .commitEvery(1 << 12, Duration.ofMinutes(1))
                    .writers(1)
                    .into(new DyingSink(
                            DynamoDbSink.table("events")
                                    .client(client(endpoint))
                                    .key("id"),
                            "dynamo",
                            "#bytes="));
            DyingSink.dieAgain("dynamo", 1_000);
            assertThatThrownBy(() ->
                            load(file, spec).splitBytes(60_000).uniqueKeys().run())
                    .hasStackTraceContaining("killed in the middle");
            DyingSink.dieAgain("dynamo", 1);
            SparkLoadReport report = load(file, spec).uniqueKeys().run();
            assertThat(report.counts()).isEqualTo(new RecordCounts(RECORDS, RECORDS, 0, 0, 0));
            try (DynamoDbClient client = client(endpoint)) {
                assertThat(client.scanPaginator(b -> b.tableName("events")).items().stream()
                                .map(item -> String.valueOf(item.get("id")))
                                .distinct()
                                .count())
                        .isEqualTo(RECORDS);
            }
        }
    }

    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build();
    }
}
