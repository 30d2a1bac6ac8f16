package io.github.leat.lambda;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.sink.CsvSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small load into a file, so that a snapshot holds the classes of a load and what the compiler made of them. */
final class WarmUp {
    private static final int RECORDS = 2_000;

    private WarmUp() {}

    static void run() throws IOException {
        Path directory = Files.createTempDirectory("leat-warm-up");
        Path from = directory.resolve("from.csv");
        Path to = directory.resolve("to.csv");
        StringBuilder text = new StringBuilder("id,day,name,amount\n");
        for (int i = 0; i < RECORDS; i++) {
            text.append(i).append(",2026-01-31,\"a, b\",").append(i).append(".5\n");
        }
        Files.writeString(from, text);
        try {
            Load.from(FileSource.of(from)).into(CsvSink.to(to)).run();
        } finally {
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }
}
