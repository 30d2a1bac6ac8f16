package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.process.ChildClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project of docs/tutorial-java.md, examples/loads: compiled without a warning, and run as a user runs it. */
class JavaTutorialTest {
    private static final Path PROJECT = Page.ROOT.resolve("examples/loads");
    private static final Path EVENTS = Page.ROOT.resolve("examples/data/conflict_events.csv");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>(?:\\s*<version>([^<]+)</version>)?");

    private static final int LONGEST_SECONDS = 90;

    @TempDir
    Path directory = Path.of("");

    private Path classes = Path.of("");

    @BeforeEach
    void compile() throws IOException {
        classes = Files.createDirectory(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> files = Files.walk(PROJECT.resolve("src"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-cp",
                    ChildClassPath.get(),
                    "--release",
                    "17",
                    "-Xlint:all",
                    "-Werror",
                    "-proc:none");
            boolean done = compiler.getTask(
                            said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(done).as(said.toString()).isTrue();
        }
    }

    private Process java(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // the command has it lower
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-cp",
                classes + System.getProperty("path.separator") + ChildClassPath.get(),
                "org.example.loads." + main));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        // what it says is read to its end, which then comes in any case
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return process;
    }

    @Test
    void theFirstLoadLoadsOnce() throws Exception {
        Files.copy(EVENTS, directory.resolve("conflict_events.csv"));
        assertThat(output(java("FirstLoad"))).contains("COMPLETED, 500 records written");
        assertThat(output(java("FirstLoad"))).contains("ALREADY_LOADED, 0 records written");
        assertThat(directory.resolve("rejects.csv")).doesNotExist();
    }

    private static String output(Process process) throws IOException {
        try (InputStream said = process.getInputStream()) {
            return new String(said.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theServiceLoadsFilesNewVersionsAndMendedRejects() throws Exception {
        Path database = directory.resolve("service.duckdb");
        Process service = java("LoadService", "service", "duckdb:service.duckdb", "1");
        try (BufferedReader log = service.inputReader()) {
            String events = Files.readString(EVENTS);
            await(log, "inbox every 1 s");
            arrives("inbox/events.csv", events.replaceFirst(",0,1605140009,", ",many,1605140009,"));
            assertThat(await(log, "rejected")).contains("499 written, 1 rejected", "inbox-events.csv", "\"many\"");
            Path rejected = directory.resolve("service/rejects/inbox-events.csv");
            arrives(
                    "mended/events.csv",
                    Files.readString(rejected).replaceFirst(",many,1605140009,", ",0,1605140009,"));
            assertThat(await(log, "mended")).contains("1 written");
            arrives("inbox/events.csv", events.replaceFirst(",0,1605140009,", ",7,1605140009,"));
            assertThat(await(log, "inbox/events.csv")).contains("500 written");
            arrives("inbox/other.csv", "a,b\n1,2\n");
            assertThat(await(log, "ERROR")).contains("event_id_cnty");
        } finally {
            service.destroy();
            assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(DuckDbRows.of(
                        database, "SELECT count(*), sum(fatalities) FILTER (event_id_cnty = 'VEL500') FROM conflicts"))
                .containsExactly("500|7");
    }

    /** Written elsewhere and renamed, so that no half of a file is loaded. */
    private void arrives(String name, String text) throws IOException {
        Path beside = Files.writeString(directory.resolve("arriving.csv"), text);
        Files.move(beside, directory.resolve("service").resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String await(BufferedReader log, String words) throws IOException {
        StringBuilder before = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains(words)) {
                return line;
            }
            before.append(line).append('\n');
            assertThat(line).doesNotContain("ERROR");
        }
        throw new AssertionError("The service ended without \"" + words + "\":\n" + before);
    }

    @Test
    void itsPomNamesWhatThereIs() throws IOException {
        String parent = Files.readString(Page.ROOT.resolve("pom.xml"));
        String bom = Files.readString(Page.ROOT.resolve("bom/pom.xml"));
        Map<String, String> versions = Map.of(
                "leat-bom", between(bom, "<version>", "<"),
                "duckdb_jdbc", between(parent, "<duckdb.version>", "<"),
                "slf4j-simple", between(parent, "<slf4j.version>", "<"),
                "maven-compiler-plugin", between(parent, "<maven-compiler-plugin.version>", "<"),
                "exec-maven-plugin", between(parent, "<exec-maven-plugin.version>", "<"));
        String pom = Files.readString(PROJECT.resolve("pom.xml"));
        Matcher dependency = DEPENDENCY.matcher(pom);
        int found = 0;
        while (dependency.find()) {
            String artifact = dependency.group(2);
            if (versions.containsKey(artifact)) {
                assertThat(dependency.group(3)).as(artifact).isEqualTo(versions.get(artifact));
                found++;
            } else if (!dependency.group(1).equals("org.example")) {
                assertThat(bom).contains("<artifactId>" + artifact + "</artifactId>");
                assertThat(dependency.group(3))
                        .as("the BOM has the version of " + artifact)
                        .isNull();
            }
        }
        assertThat(found).isEqualTo(versions.size());
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }
}
