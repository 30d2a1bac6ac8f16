package io.github.leat.benchmarks.all;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.benchmarks.csv.FieldSide;
import io.github.leat.testkit.generate.LineEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads a block of records again and again by one side, in a process with a heap that may be too small; prints the sum. */
public final class HeapRun {
    /** Heaps that are tried, in MB. */
    private static final int[] HEAPS = {4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128, 256, 512, 1_024, 2_048};

    private static final int MOST_SECONDS = 90;

    private HeapRun() {}

    /** The arguments are side, a file with a header and records, and how often these come. */
    public static void main(String[] args) throws Exception {
        Halves csv = Halves.of(Files.readAllBytes(Path.of(args[1])));
        try (CsvInput input =
                CsvInput.repeating(InputKind.ACLED.columns(), csv.header(), csv.records(), Long.parseLong(args[2]))) {
            System.out.println("sum " + FieldSide.valueOf(args[0]).touch(input));
        }
    }

    /** The smallest heap of those tried with which a side reads everything and answers what is proven; 0 if there is none. */
    static int lowest(FieldSide side, int megabytes, Path directory) throws Exception {
        byte[] all = CsvInput.generate(InputKind.ACLED, LineEnd.LF, 1).bytes();
        Path file = Files.write(directory.resolve("block.csv"), all);
        Halves csv = Halves.of(all);
        long[] sums = FieldSide.proveRepeating(
                side.name(), String.join(",", InputKind.ACLED.columns()), csv.header(), csv.records());
        String expected = "sum " + (sums[0] + megabytes * sums[1]);
        int tooSmall = -1;
        int enough = HEAPS.length;
        while (enough - tooSmall > 1) {
            int middle = (tooSmall + enough) / 2;
            if (reads(side, file, megabytes, HEAPS[middle], expected)) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return enough == HEAPS.length ? 0 : HEAPS[enough];
    }

    private static boolean reads(FieldSide side, Path file, int times, int heap, String expected)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile("leat-heap", ".txt");
        try {
            Process process = new ProcessBuilder(List.of(
                            Command.java(),
                            "-XX:+UseSerialGC",
                            "-Xmx" + heap + "m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HeapRun.class.getName(),
                            side.name(),
                            file.toString(),
                            String.valueOf(times)))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return false;
            }
            String text = Files.readString(said, StandardCharsets.UTF_8);
            if (process.exitValue() == 0 && !text.contains(expected)) {
                throw new IllegalStateException(side + " said " + text.strip() + " instead of " + expected);
            }
            return process.exitValue() == 0;
        } finally {
            Files.deleteIfExists(said);
        }
    }
}
