package io.github.leat.core.infer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Real files that are kept beside the project, in {@code ../shared/data}, and never in it. */
public final class SharedFiles {
    private SharedFiles() {}

    /** The folder; the test that asks is skipped, with a message, where it is absent. */
    public static Path root() {
        Path project = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(project.resolve("bom").resolve("pom.xml")) && project.getParent() != null) {
            project = project.getParent();
        }
        Path root = project.resolve("..").resolve("shared").resolve("data").normalize();
        assumeTrue(
                Files.isDirectory(root),
                "Skipped: the real files are not there; put them into ../shared/data beside the project.");
        return root;
    }

    /** Rows of a tab-separated file, its header left out. */
    static List<String[]> rows(Path tsv) throws IOException {
        try (var lines = Files.lines(tsv)) {
            return lines.skip(1).map(line -> line.split("\t", -1)).toList();
        }
    }
}
