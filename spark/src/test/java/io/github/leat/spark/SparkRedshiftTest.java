package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.redshift.RedshiftSink;
import io.github.leat.testkit.redshift.RehearsalCluster;
import io.github.leat.testkit.redshift.StatementFault;
import io.github.leat.testkit.redshift.data.DataApiServer;
import io.github.leat.testkit.server.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Loads into a rehearsed cluster of Redshift by the tasks of a Spark job, which do not reach the cluster, only S3. */
class SparkRedshiftTest {
    private static final String BUCKET = "spark-staging";
    private static final int RECORDS = 3_000;
    private static final long PART = 20_000;

    private static S3Client store = client();

    private final SparkSession spark = LocalSpark.session();
    private final RehearsalCluster cluster =
            RehearsalCluster.start(S3Server.start().endpoint());
    private final String prefix = UUID.randomUUID() + "/";

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void makeBucket() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        System.setProperty("aws.region", "us-east-1");
        store.createBucket(request -> request.bucket(BUCKET));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private static S3Client client() {
        return S3Client.builder()
                .endpointOverride(S3Server.start().endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** A newline in every note. */
    private Path events(String name, int from, int to) throws IOException {
        StringBuilder text = new StringBuilder("id,note,n\n");
        for (int i = from; i < to; i++) {
            text.append(i)
                    .append(",\"note ")
                    .append(i)
                    .append("\nand \"\"more\"\", of it\",")
                    .append(i % 100)
                    .append('\n');
        }
        return Files.writeString(directory.resolve(name), text);
    }

    private String jdbc() {
        return "redshift://localhost:" + cluster.port() + "/postgres?user=postgres&sslmode=disable" + settings();
    }

    private String settings() {
        return "&staging=s3://" + BUCKET + "/" + prefix + "&s3-endpoint="
                + S3Server.start().endpoint() + "&iamRole=arn:aws:iam::123456789012:role/copy";
    }

    /** The sink; in a task one of an address at which nobody is. */
    private static RedshiftSink sink(String address) {
        boolean isTask = TaskContext.get() != null;
        return RedshiftSink.parse(
                        isTask
                                ? address.replaceFirst("localhost:\\d+/", "localhost:1/")
                                        .replaceFirst("&endpoint=http://[^&]*", "&endpoint=http://localhost:1")
                                : address)
                .table("events");
    }

    private static LoadSpec into(String address, WriteMode mode, String deaths) {
        return source -> Load.from(source)
                .throughput(Throughput.bytesPerSecond(1e9))
                .into(new DyingJointSink(
                        mode == WriteMode.UPSERT
                                ? sink(address).mode(mode).key("id")
                                : sink(address).mode(mode),
                        deaths,
                        "#bytes="));
    }

    private SparkLoad load(LoadSpec spec) {
        return SparkLoad.of(spark, List.of(directory.resolve("*.csv").toString()), spec)
                .splitBytes(PART)
                .connections(2);
    }

    private List<String> texts(String sql) {
        return cluster.server().texts(sql);
    }

    private List<String> copies() {
        return cluster.statements().stream()
                .filter(sql -> sql.startsWith("COPY"))
                .toList();
    }

    private List<String> objects() {
        return store.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private void assertComplete() {
        assertThat(texts("SELECT count(*), count(DISTINCT id), sum(n), max(length(note)) FROM events"))
                .containsExactly("3000|3000|148500|27");
        assertThat(objects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDBC", "Data API"})
    void severalFilesInSeveralPartsAreOneCopy(String way) throws IOException {
        events("a.csv", 0, 2_000);
        Path b = events("b.csv", 2_000, RECORDS);
        Files.writeString(directory.resolve("c.csv"), "n,id,extra\n7,-1,x\n");
        try (DataApiServer data = DataApiServer.before(cluster)) {
            String address = way.equals("JDBC")
                    ? jdbc()
                    : "redshift-data://wg/postgres?region=us-east-1&endpoint=" + data.endpoint() + settings();
            LoadSpec spec = into(address, WriteMode.APPEND, "none");
            SparkLoadReport report = load(spec).run();
            assertThat(copies()).hasSize(1);
            assertThat(report.counts()).isEqualTo(new RecordCounts(RECORDS + 1, RECORDS + 1, 0, 0, 0));
            assertThat(report.files())
                    .extracting(SparkLoadReport.FileReport::how)
                    .containsExactly(SparkLoadReport.How.PARTS, SparkLoadReport.How.PARTS, SparkLoadReport.How.WHOLE);
            assertThat(report.files())
                    .extracting(file -> file.counts().written())
                    .containsExactly(2_000L, 1_000L, 1L);
            assertThat(texts("SELECT extra FROM events WHERE id = -1")).containsExactly("x");
            assertThat(load(spec).run().files())
                    .extracting(SparkLoadReport.FileReport::how)
                    .containsOnly(SparkLoadReport.How.ALREADY_LOADED);
            assertThat(copies()).hasSize(1);
            assertThat(Load.from(FileSource.of(b))
                            .into(sink(address))
                            .run()
                            .outcome()
                            .name())
                    .isEqualTo("ALREADY_LOADED");
        }
        cluster.server().run("DELETE FROM events WHERE id = -1");
        assertComplete();
    }

    @Test
    void tasksThatAreKilledStageAgainWhatTheyHadBegun() throws IOException {
        events("a.csv", 0, RECORDS);
        DyingSink.dieAgain("joint task", 2);
        SparkLoadReport report =
                load(into(jdbc(), WriteMode.APPEND, "joint task")).run();
        assertThat(DyingSink.left("joint task")).isZero();
        assertThat(copies()).hasSize(1);
        assertThat(report.counts()).isEqualTo(new RecordCounts(RECORDS, RECORDS, 0, 0, 0));
        assertComplete();
    }

    @Test
    void aDriverThatIsStartedAgainGoesOnWithWhatIsStaged() throws IOException {
        events("a.csv", 0, RECORDS);
        DyingSink.dieAgain("joint driver", 1_000);
        LoadSpec spec = into(jdbc(), WriteMode.APPEND, "joint driver");
        assertThatThrownBy(() -> load(spec).run()).hasStackTraceContaining("killed in the middle");
        assertThat(texts("SELECT to_regclass('events')")).containsExactly("null");
        DyingSink.dieAgain("joint driver", 0);
        cluster.faults(sql -> sql.startsWith("COPY") ? StatementFault.EXPIRED_TOKEN : StatementFault.NONE);
        assertThatThrownBy(() -> load(spec).run()).hasMessageContaining("IAM role");
        List<String> staged =
                objects().stream().filter(key -> key.contains("/part-")).toList();
        assertThat(staged).hasSizeGreaterThan(4);
        cluster.faults(sql -> {
            if (sql.startsWith("COPY")) {
                assertThat(objects()).filteredOn(key -> key.contains("/part-")).isEqualTo(staged);
            }
            return StatementFault.NONE;
        });
        assertThat(load(spec).run().counts()).isEqualTo(new RecordCounts(RECORDS, RECORDS, 0, 0, 0));
        assertComplete();
    }

    @Test
    void theLastInTheOrderOfTheFilesWinsAndAReplacementHoldsAllFiles() throws IOException {
        events("a.csv", 0, 2_000);
        events("b.csv", 1_000, RECORDS);
        Path last = Files.writeString(directory.resolve("z.csv"), "id,note,n\n1500,last,-1\n");
        SparkLoadReport report = load(into(jdbc(), WriteMode.UPSERT, "none")).run();
        assertThat(report.files())
                .extracting(SparkLoadReport.FileReport::counts)
                .containsExactly(
                        new RecordCounts(2_000, 1_000, 1_000, 0, 0),
                        new RecordCounts(2_000, 1_999, 1, 0, 0),
                        new RecordCounts(1, 1, 0, 0, 0));
        assertThat(texts("SELECT note, n FROM events WHERE id = 1500")).containsExactly("last|-1");
        assertThat(texts("SELECT count(*), count(DISTINCT id) FROM events")).containsExactly("3000|3000");
        assertThat(copies()).hasSize(1);
        cluster.server().run("INSERT INTO events (id) VALUES (9999)", "DELETE FROM _leat_ledger");

        Files.delete(last);
        assertThat(load(into(jdbc(), WriteMode.REPLACE, "none")).run().counts().written())
                .isEqualTo(4_000);
        assertThat(texts("SELECT count(*), max(id), min(note) <> 'last' FROM events"))
                .containsExactly("4000|2999|t");
    }

    @Test
    void rejectsOfTasksAndOfCopyAreInOneDirectory() throws IOException {
        cluster.server().run("CREATE TABLE events (id bigint, note varchar(100), n real)");
        Path file = events("a.csv", 0, RECORDS);
        Files.writeString(file, "1,2\n5,x,1e300\n", java.nio.file.StandardOpenOption.APPEND);
        Path letters = directory.resolve("letters");
        SparkLoadReport report = load(into(jdbc(), WriteMode.APPEND, "none"))
                .deadLetters(letters.toString())
                .run();
        assertThat(report.counts()).isEqualTo(new RecordCounts(RECORDS + 2, RECORDS, 0, 2, 0));
        try (Stream<Path> files = Files.list(letters)) {
            List<Path> found =
                    files.filter(path -> path.toString().endsWith(".csv")).toList();
            assertThat(found).hasSize(1);
            assertThat(OneMachine.texts(spark.read()
                            .option("header", "true")
                            .option("multiLine", "true")
                            .option("escape", "\"")
                            .csv(found.get(0).toString())))
                    .hasSize(2)
                    .anyMatch(row -> row.startsWith("[1, 2,"))
                    .anyMatch(row -> row.startsWith("[5, x, 1e300,") && row.contains("REFUSED_BY_TARGET"));
        }
        assertComplete();
    }
}
