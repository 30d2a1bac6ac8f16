package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** The script {@code leat} beside a build that Maven made, as a user finds it who has run the tests first. */
class LauncherIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String PREPARING = "Preparing leat";

    /** Beside the build, so that links to its files are possible. */
    @TempDir(factory = BesideTheBuild.class)
    private Path home = Path.of("");

    private Path target = Path.of("");

    @BeforeEach
    void copiesTheBuild() throws IOException {
        target = home.resolve("cli/target");
        link(ROOT.resolve("leat"), home.resolve("leat"));
        link(ROOT.resolve("examples/data"), home.resolve("examples/data"));
        Files.createDirectories(target);
        Files.copy(ROOT.resolve("cli/target/leat-cli.jar"), target.resolve("leat-cli.jar"));
        link(ROOT.resolve("cli/target/lib"), target.resolve("lib"));
    }

    @Test
    void eachBuildIsPreparedForQuickStartsOnce() throws Exception {
        Run first = leat("--version");
        assertThat(first.text()).contains(PREPARING).contains("leat ");
        assertThat(first.exitCode()).isZero();
        assertThat(archives()).hasSize(1);
        assertThat(classesFrom(archives().get(0)))
                .as("classes of this project and of picocli, which is compiled for an old Java")
                .anyMatch(line -> line.contains("io.github.leat.cli.LeatCommand ") && line.contains("shared objects"))
                .anyMatch(line -> line.contains("picocli.CommandLine ") && line.contains("shared objects"));

        Run second = leat("--version");
        assertThat(second.text()).doesNotContain(PREPARING);
        assertThat(second.exitCode()).isZero();

        FileTime before = Files.getLastModifiedTime(archives().get(0));
        Files.setLastModifiedTime(
                target.resolve("leat-cli.jar"), FileTime.fromMillis(System.currentTimeMillis() + 1_000));
        assertThat(leat("--version").text())
                .as("the jar is newer than the preparation")
                .contains(PREPARING);
        assertThat(Files.getLastModifiedTime(archives().get(0))).isGreaterThan(before);
    }

    @Test
    void whatCannotBePreparedStartsAllTheSame() throws Exception {
        Files.delete(home.resolve("examples/data/conflict_events.csv"));
        assertThat(leat("--version").exitCode()).isZero();
        Run second = leat("--version");
        assertThat(second.exitCode()).isZero();
        assertThat(second.text()).as("tried once").doesNotContain(PREPARING);
        assertThat(archives()).isEmpty();
    }

    private Run leat(String... args) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of(home.resolve("leat").toString()), Stream.of(args))
                .toList());
    }

    private List<String> classesFrom(Path archive) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Run run = run(List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:class+load",
                "-jar",
                target.resolve("leat-cli.jar").toString(),
                "--version"));
        return run.text().lines().toList();
    }

    private Run run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "LEAT_JAVA_OPTS"));
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), text);
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    private static void link(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path link = from.equals(file) ? to : to.resolve(from.relativize(file));
                Files.createDirectories(link.getParent());
                Files.createLink(link, file);
            }
        }
    }

    static final class BesideTheBuild implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.createTempDirectory(ROOT.resolve("cli/target"), "launcher");
        }
    }

    private record Run(int exitCode, String text) {}
}
