package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Landing;
import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Store;
import io.github.leat.s3.S3Upload;
import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.GenerationReport;
import io.github.leat.testkit.server.S3Server;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Addresses of S3 as sources of the command. */
class S3SourcesTest {
    private static final String ENDPOINT = S3Server.start().endpoint().toString();
    private static final String SETTINGS = "?endpoint=" + ENDPOINT + "&region=us-east-1";
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static @Nullable S3Store store;

    @TempDir
    Path directory = Path.of("");

    private String bucket = "";

    @BeforeAll
    static void open() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test-secret");
        store = S3Store.open(new S3Options(
                Optional.of(S3Server.start().endpoint()), Optional.of(Region.US_EAST_1), Optional.empty(), false));
    }

    @AfterAll
    static void close() {
        store().close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private static S3Store store() {
        S3Store open = store;
        if (open == null) {
            throw new IllegalStateException("not open");
        }
        return open;
    }

    @BeforeEach
    void makeBucket() {
        bucket = "cli-" + BUCKETS.incrementAndGet();
        store().client().createBucket(request -> request.bucket(bucket));
    }

    private void put(String key, String text) {
        store().client()
                .putObject(
                        request -> request.bucket(bucket).key(key),
                        RequestBody.fromBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    private CommandRun.Result leat(String... arguments) {
        return new CommandRun(directory).run(arguments);
    }

    @Test
    void objectsBelowAPrefixAreLoadedTogether() throws Exception {
        put("in/a.csv", "id,name\n1,x\n");
        put("in/b.csv", "id,name,extra\n2,y,3\n");
        put("other.csv", "id\n9\n");
        String prefix = "s3://" + bucket + "/in/" + SETTINGS;
        CommandRun.Result first = leat("load", prefix, "--into", "duckdb:t.duckdb", "--table", "t");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("s3://" + bucket + "/in/a.csv").contains("s3://" + bucket + "/in/b.csv");
        assertThat(DuckDbRows.of(directory.resolve("t.duckdb"), "SELECT id, name, extra FROM t ORDER BY id"))
                .containsExactly("1|x|null", "2|y|3");
        assertThat(leat("load", prefix, "--into", "duckdb:t.duckdb", "--table", "t")
                        .code())
                .isEqualTo(ExitCode.NOTHING_TO_DO);
        put("in/b.csv", "id,name,extra\n2,z,3\n");
        assertThat(leat("load", prefix, "--into", "duckdb:t.duckdb", "--table", "t")
                        .code())
                .isZero();
    }

    @Test
    void anOlderVersionIsSkipped() throws Exception {
        store().client()
                .putBucketVersioning(request -> request.bucket(bucket)
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        put("v.csv", "id\n1\n");
        String old = store().client()
                .headObject(request -> request.bucket(bucket).key("v.csv"))
                .versionId();
        Instant oldAt = store().client()
                .headObject(request -> request.bucket(bucket).key("v.csv"))
                .lastModified();
        do { // times of the store are whole seconds
            put("v.csv", "id\n2\n");
        } while (!store().client()
                .headObject(request -> request.bucket(bucket).key("v.csv"))
                .lastModified()
                .isAfter(oldAt));
        String address = "s3://" + bucket + "/v.csv" + SETTINGS;
        assertThat(leat("load", address, "--into", "duckdb:t.duckdb").code()).isZero();
        CommandRun.Result late = leat("load", address + "&version-id=" + old, "--into", "duckdb:t.duckdb");
        assertThat(late.code()).isEqualTo(ExitCode.NOTHING_TO_DO);
        assertThat(DuckDbRows.of(directory.resolve("t.duckdb"), "SELECT id FROM v"))
                .containsExactly("2");
    }

    @Test
    void previewAndCatReadThem() {
        put("events.csv", "id;name\n1;a,b\n");
        String address = "s3://" + bucket + "/events.csv" + SETTINGS;
        CommandRun.Result preview = leat("preview", address, "--format", "json");
        assertThat(preview.code()).as(preview.err()).isZero();
        assertThat(preview.out()).contains("\"s3://" + bucket + "/events.csv\"").contains("\";\"");
        assertThat(leat("cat", address).out()).isEqualTo("id,name\n1,\"a,b\"\n");
        assertThat(leat("cat", "s3://" + bucket + "/*.csv" + SETTINGS, "--to", "out")
                        .code())
                .isZero();
        assertThat(directory.resolve("out").resolve("events.csv")).hasContent("id,name\n1,\"a,b\"\n");
    }

    @Test
    void whatIsWrongIsSaidInTwoLines() {
        CommandRun.Result absent = leat("load", "s3://" + bucket + "/none.csv" + SETTINGS);
        assertThat(absent.code()).isEqualTo(ExitCode.FAILED);
        assertThat(absent.errLines().get(0)).isEqualTo("leat: There is no object s3://" + bucket + "/none.csv.");
        CommandRun.Result empty = leat("load", "s3://" + bucket + "/none/" + SETTINGS);
        assertThat(empty.code()).isEqualTo(ExitCode.FAILED);
        assertThat(empty.err()).contains("There is no object below s3://" + bucket + "/none/");
    }

    @Test
    void aLargeObjectIsLoadedWithASmallHeap() throws Exception {
        GenerationReport sent;
        try (S3Upload upload = S3Landing.in(store()).replace(S3Address.of(bucket, "large.csv"))) {
            sent = CsvGenerator.builder(CsvShape.ACLED)
                    .seed(5)
                    .bytes(100_000_000)
                    .build()
                    .writeTo(upload);
            upload.complete();
        }
        try (ChildProcess child = ChildProcess.start(
                directory,
                "48m",
                new File("/dev/null"),
                Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
                "load",
                "s3://" + bucket + "/large.csv" + SETTINGS,
                "--into",
                "csv:/dev/null",
                "--report",
                "r.json")) {
            assertThat(child.await()).as(child.err()).isZero();
        }
        assertThat(report()).containsEntry("recordsWritten", sent.records());
    }

    private Map<String, @Nullable Object> report() throws IOException {
        return JsonTree.object(JsonTree.parse(Files.readString(directory.resolve("r.json"))));
    }
}
