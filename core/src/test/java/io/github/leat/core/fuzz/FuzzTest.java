package io.github.leat.core.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A short run of the fuzzing targets: each seed as it is, which makes every input that fuzzing once found a regression test,
 * then changed seeds, the same in each run. {@code docs/fuzzing.md} tells of the long runs.
 */
class FuzzTest {
    /** Changed seeds for each target; {@code -Dleat.fuzz.runs} sets another number. */
    private static final int RUNS = Integer.getInteger("leat.fuzz.runs", 6_000);

    private static final long SEED = Long.getLong("leat.fuzz.seed", 20261126L);

    private interface Target {
        void run(byte[] data) throws IOException;
    }

    @TestFactory
    List<DynamicTest> reader() throws IOException {
        return tests("reader", ReaderTarget::fuzzerTestOneInput);
    }

    @TestFactory
    List<DynamicTest> inference() throws IOException {
        return tests("inference", InferenceTarget::fuzzerTestOneInput);
    }

    private static List<DynamicTest> tests(String name, Target target) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        List<byte[]> seeds = new ArrayList<>();
        for (Path file : files(name)) {
            byte[] seed = Files.readAllBytes(file);
            seeds.add(seed);
            tests.add(DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> target.run(seed)));
        }
        tests.add(DynamicTest.dynamicTest("changed seeds", () -> {
            Mutations mutations = new Mutations(seeds, SEED);
            for (int run = 0; run < RUNS; run++) {
                check(target, mutations.next(), run);
            }
        }));
        return tests;
    }

    private static void check(Target target, byte[] input, int run) throws IOException {
        try {
            target.run(input);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "Run " + run + " failed for this input, to be kept as a seed: "
                            + HexFormat.of().formatHex(input) + "\n"
                            + printable(input) + "\n" + e,
                    e);
        }
    }

    private static String printable(byte[] input) {
        StringBuilder text = new StringBuilder();
        for (char c : new String(input, StandardCharsets.ISO_8859_1).toCharArray()) {
            text.append(c >= ' ' && c < 0x7F ? String.valueOf(c) : String.format("\\x%02X", (int) c));
        }
        return text.toString();
    }

    private static List<Path> files(String folder) throws IOException {
        try (var files = Files.list(Path.of(
                Objects.requireNonNull(FuzzTest.class.getResource(folder)).toURI()))) {
            return files.sorted().toList();
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
