package io.github.leat.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.server.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a cluster gets it: by spark-submit, beside Spark's own jars and nothing else, in a process of its own. */
@Tag("thorough")
class SparkAppJarIT {
    private static final Path JAR = Path.of("target", "leat-spark-app.jar");

    /** What must come out of the jar, and not off the tests' class path. */
    private static final Pattern OURS = Pattern.compile(
            ".*(leat-|target.(test-)?classes|awssdk|picocli|jdbi|postgresql|mariadb|jetty|duckdb|aalto).*");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void itLoadsWithNothingButSparkBesideIt() throws Exception {
        PostgresServer server = PostgresServer.newSchema();
        Path file = Files.writeString(directory.resolve("events.csv"), "id,n\n1,2\n2,3\n");
        Path report = directory.resolve("report.json");
        String spark = Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator, -1))
                .filter(path -> !OURS.matcher(path).matches())
                .collect(Collectors.joining(File.pathSeparator));
        Path log = directory.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Daws.accessKeyId=test",
                "-Daws.secretAccessKey=test-secret",
                "-Daws.region=eu-central-1"));
        try (SecretStore store = SecretStore.start("geheim")) {
            command.add("-Daws.endpointUrlSecretsManager=" + System.getProperty("aws.endpointUrlSecretsManager"));
            command.addAll(List.of(
                    "-cp",
                    spark,
                    "org.apache.spark.deploy.SparkSubmit",
                    "--master",
                    "local[2]",
                    "--conf",
                    "spark.ui.enabled=false",
                    "--conf",
                    "spark.driver.host=127.0.0.1",
                    "--conf",
                    "spark.driver.bindAddress=127.0.0.1",
                    "--class",
                    SparkLoadMain.class.getName(),
                    JAR.toAbsolutePath().toString(),
                    "--report",
                    report.toString(),
                    "--into=" + server.url(),
                    "--secret=crisis/loader",
                    "--",
                    file.toString()));
            assertThat(run(command, log)).as(() -> read(log)).isZero();
            assertThat(store.asked()).containsExactly("crisis/loader");
        }
        assertThat(server.texts("SELECT count(*), sum(n) FROM events")).containsExactly("2|5");
        assertThat(Files.readString(report)).startsWith("{\"outcome\":\"COMPLETED\",\"read\":2,\"written\":2,");
        assertThat(read(log)).contains("COMPLETED: files 1, records read 2, written 2, rejected 0");
    }

    private int run(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
