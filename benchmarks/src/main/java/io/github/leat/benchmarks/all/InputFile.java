package io.github.leat.benchmarks.all;

import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.DateStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated file in a temporary directory that is deleted when it is closed; just written and so in the page cache. */
final class InputFile implements AutoCloseable {
    private static final long SEED = 20_201_107;

    private final Path directory;
    private final Path file;
    private final long records;

    private InputFile(Path directory, Path file, long records) {
        this.directory = directory;
        this.file = file;
        this.records = records;
    }

    /** Conflict events with ISO dates, so that every side reads them as dates. */
    static InputFile events(long bytes) throws IOException {
        Path directory = Files.createTempDirectory("leat-benchmark");
        Path file = directory.resolve("events.csv");
        long records = CsvGenerator.builder(CsvShape.ACLED)
                .seed(SEED)
                .dates(DateStyle.ISO)
                .bytes(bytes)
                .build()
                .writeTo(file)
                .records();
        return new InputFile(directory, file, records);
    }

    Path directory() {
        return directory;
    }

    Path file() {
        return file;
    }

    long records() {
        return records;
    }

    double megabytes() throws IOException {
        return Files.size(file) / 1e6;
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path path : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
