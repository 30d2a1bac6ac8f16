package io.github.leat.spark.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.load.LoadOutcome;
import io.github.leat.spark.SparkLoadReport;
import io.github.leat.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line that a job is given, on local[2] and into PostgreSQL. */
class SparkLoadMainTest {
    private static final int RECORDS = 3_000;

    @SuppressWarnings("NullAway.Init")
    private static SparkSession spark;

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void open() {
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("leat-test")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
    }

    @AfterAll
    static void close() {
        spark.stop();
    }

    private Path events(String... more) throws IOException {
        StringBuilder text = new StringBuilder("id,note,n\n");
        for (int i = 0; i < RECORDS; i++) {
            text.append(i)
                    .append(",\"note\nof ")
                    .append(i)
                    .append("\",")
                    .append(i % 100)
                    .append('\n');
        }
        for (String line : more) {
            text.append(line).append('\n');
        }
        return Files.writeString(directory.resolve("events.csv"), text);
    }

    private static SparkLoadReport run(Path file, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("--");
        arguments.add(file.toString());
        return SparkLoadMain.run(spark, arguments);
    }

    @Test
    void theOptionsOfLoadMeanTheSame() throws IOException {
        PostgresServer server = PostgresServer.newSchema();
        Path file = events("x,y,z,too many");
        Path letters = directory.resolve("letters");
        Path report = directory.resolve("report.json");
        String[] options = {
            "--into=" + server.url(),
            "--table=facts",
            "--select=n,id",
            "--rename=n=number",
            "--types=id=DECIMAL(12,2)",
            "--where=id < 2000",
            "--constant=country=BDI",
            "--split-bytes=16KiB",
            "--connections=2",
            "--throughput=50000",
            "--rejects=" + letters,
            "--report=" + report
        };
        SparkLoadReport done = run(file, options);
        assertThat(done.files().get(0).parts()).isGreaterThan(2);
        assertThat(
                        server.texts(
                                "SELECT count(*), count(DISTINCT id), sum(number), min(country), pg_typeof(min(id)) FROM facts"))
                .containsExactly("2000|2000|99000|BDI|numeric");
        assertThat(done.counts().rejected()).isEqualTo(1);
        assertThat(done.counts().skipped()).isEqualTo(1000);
        assertThat(Files.readString(report))
                .startsWith("{\"outcome\":\"COMPLETED_WITH_REJECTS\",\"read\":3001,\"written\":2000,"
                        + "\"deduplicated\":0,\"rejected\":1,\"skipped\":1000,\"files\":[{\"name\":\"" + file + "\"");
        try (Stream<Path> files = Files.list(letters)) {
            assertThat(files.filter(path -> path.toString().endsWith(".csv"))).hasSize(1);
        }

        assertThat(ReportJson.outcome(run(file, options))).isEqualTo(LoadOutcome.ALREADY_LOADED.name());
        assertThat(Files.readString(report)).startsWith("{\"outcome\":\"ALREADY_LOADED\"");
    }

    @Test
    void thePasswordComesFromTheSecretStore() throws IOException {
        PostgresServer server = PostgresServer.newSchema();
        try (SecretStore store =
                SecretStore.start("{\"username\":\"postgres\",\"password\":\"geheim\",\"port\":5432}")) {
            SparkLoadReport done = run(events(), "--into=" + server.url(), "--secret=crisis/loader");
            assertThat(done.counts().written()).isEqualTo(RECORDS);
            assertThat(store.asked()).containsExactly("crisis/loader");
        }
    }

    @Test
    void aCommandLineThatIsWrongLoadsNothing() throws IOException {
        PostgresServer server = PostgresServer.newSchema();
        Path file = events();
        assertThatThrownBy(() -> run(file, "--into=" + server.url(), "--no-such=1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--no-such");
        assertThatThrownBy(() -> run(file, "--into=duckdb:x")).hasMessageContaining("do not share duckdb:x");
        assertThatThrownBy(() -> run(file, "--into=" + server.url(), "--key=id"))
                .hasMessageContaining("--unique-keys");
        assertThat(run(file, "--into=" + server.url(), "--key=id", "--unique-keys")
                        .counts()
                        .written())
                .isEqualTo(RECORDS);
    }
}
