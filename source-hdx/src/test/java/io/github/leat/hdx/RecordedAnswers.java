package io.github.leat.hdx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Real answers of HDX that are kept beside the project, in {@code ../shared/data/hdx-api}, and never in it. */
final class RecordedAnswers {
    private static final Path ROOT = Path.of("../../shared/data/hdx-api");

    private RecordedAnswers() {}

    /** A file; the test that asks is skipped, with a message, where it is absent. */
    static String text(String path) throws IOException {
        requirePresent();
        return Files.readString(ROOT.resolve(path));
    }

    private static void requirePresent() {
        assumeTrue(
                Files.isDirectory(ROOT),
                "Skipped: the recorded answers of HDX are not there; put them into ../shared/data/hdx-api beside the project.");
    }

    /** All recorded datasets, as package_show gives them. */
    static List<String> datasets() throws IOException {
        requirePresent();
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                if (text.contains("\"resources\"")
                        && text.contains("\"package_creator\"")
                        && !text.contains("\"results\"")) {
                    found.add(text);
                }
            }
        }
        return found;
    }
}
