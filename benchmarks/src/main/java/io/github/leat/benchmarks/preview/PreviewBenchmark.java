package io.github.leat.benchmarks.preview;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.benchmarks.report.Machine;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.FileSource;
import io.github.leat.testkit.generate.LineEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Times what {@code leat preview} does with a file of 10 MB and one of 10 GB: all of an inference, in one warm JVM, in turn. The
 * large file is sparse: records stand where a preview looks, at the head, in the middle and at the end, and holes between
 * them. Prints a table to standard output; deletes the files.
 */
public final class PreviewBenchmark {
    private static final int WARM_UPS = 30;
    private static final int ROUNDS = 100;
    private static final long[] SIZES = {10_000_000L, 10_000_000_000L};
    /** Of records at each of the three places. */
    private static final int MEGABYTES = 3;

    private PreviewBenchmark() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("leat-preview");
        try {
            System.out.println(Machine.describe() + ", Java " + Runtime.version());
            System.out.println();
            System.out.println("| input | size | median ms | fastest | slowest | columns |");
            System.out.println("|---|---|---|---|---|---|");
            for (InputKind kind : List.of(InputKind.ACLED, InputKind.NUMERIC)) {
                compare(kind, directory);
            }
        } finally {
            Files.delete(directory);
        }
    }

    private static void compare(InputKind kind, Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        List<List<Double>> times = new ArrayList<>();
        int columns = 0;
        try {
            for (long size : SIZES) {
                files.add(write(directory.resolve(size + ".csv"), kind, size));
                times.add(new ArrayList<>());
            }
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                for (int f = 0; f < files.size(); f++) {
                    long start = System.nanoTime();
                    Layout layout = Inference.defaults().infer(FileSource.of(files.get(f)));
                    double millis = (System.nanoTime() - start) / 1e6;
                    columns = layout.schema().size();
                    if (round >= 0) {
                        times.get(f).add(millis);
                    }
                }
            }
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        for (int f = 0; f < SIZES.length; f++) {
            List<Double> sorted = times.get(f);
            Collections.sort(sorted);
            System.out.println(String.format(
                    Locale.ROOT,
                    "| `%s` | %,d | %.0f | %.0f | %.0f | %d |",
                    kind,
                    SIZES[f],
                    sorted.get(ROUNDS / 2),
                    sorted.get(0),
                    sorted.get(ROUNDS - 1),
                    columns));
        }
    }

    private static Path write(Path file, InputKind kind, long size) throws IOException {
        byte[] records = CsvInput.generate(kind, LineEnd.LF, MEGABYTES).bytes();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            for (long at : new long[] {0, (size - records.length) / 2, size - records.length}) {
                ByteBuffer rest = ByteBuffer.wrap(records);
                channel.position(at);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
        }
        return file;
    }
}
