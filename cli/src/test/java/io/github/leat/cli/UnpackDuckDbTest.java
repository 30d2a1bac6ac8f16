package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackDuckDbTest {
    @TempDir
    Path directory = Path.of("");

    /** What a process of its own does with the driver. */
    static final class Query {
        public static void main(String[] args) throws Exception {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery("SELECT 6 * 7")) {
                answer.next();
                System.out.println(answer.getInt(1));
            }
        }
    }

    @Test
    void theDriverTakesTheLibraryBesideItsJarInsteadOfUnpackingIt() throws Exception {
        Path driver = Path.of(org.duckdb.DuckDBDriver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path jar = Files.copy(driver, directory.resolve("duckdb_jdbc-1.jar"));
        UnpackDuckDb.main(new String[] {directory.toString()});
        assertThat(files(directory)).hasSize(2);
        UnpackDuckDb.main(new String[] {directory.toString()}); // nothing is left to be done
        assertThat(files(directory)).hasSize(2);

        Path scratch = Files.createDirectory(directory.resolve("scratch"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + scratch,
                        "-cp",
                        jar + System.getProperty("path.separator") + Path.of("target", "test-classes"),
                        Query.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("42\n");
        assertThat(files(scratch)).isEmpty();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> !path.getFileName().toString().equals("scratch"))
                    .toList();
        }
    }
}
