package io.github.leat.spark;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real files that are kept beside the project, in {@code ../shared/data} or where {@code -Dleat.real.files} says, never in it. */
final class RealFiles {
    private RealFiles() {}

    /** The folder; the test that asks is skipped, with a message, where it is absent. */
    static Path root() {
        Path project = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(project.resolve("bom").resolve("pom.xml")) && project.getParent() != null) {
            project = project.getParent();
        }
        Path beside = project.resolve("..").resolve("shared").resolve("data").normalize();
        Path root = Path.of(System.getProperty("leat.real.files", beside.toString()));
        assumeTrue(
                Files.isDirectory(root),
                "Skipped: the real files are not there; put them into ../shared/data beside the project, or name their"
                        + " directory by -Dleat.real.files.");
        return root;
    }

    /** All files, of whatever kind, in the order of their names. */
    static List<Path> all() throws IOException {
        try (Stream<Path> found = Files.walk(root())) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
