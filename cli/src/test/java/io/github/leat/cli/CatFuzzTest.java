package io.github.leat.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A short run of {@link CatTarget}: each seed, beginnings of it, and the seed with one thing put in somewhere. */
class CatFuzzTest {
    /** Bytes from one changed place to the next. */
    private static final int STEP = 5;

    private static final List<byte[]> WORDS =
            List.of(word("\""), word("\r\n"), word(",;"), word("\\"), new byte[] {0}, new byte[] {(byte) 0xFF});

    private static byte[] word(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @TestFactory
    List<DynamicTest> seeds() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(CatFuzzTest.class.getResource("fuzz/cat"))
                .toURI());
        List<DynamicTest> tests = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                byte[] seed = Files.readAllBytes(file);
                tests.add(DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> around(seed)));
            }
        }
        return tests;
    }

    private static void around(byte[] seed) {
        check(seed);
        for (int at = 0; at < seed.length; at += STEP) {
            check(Arrays.copyOf(seed, at));
            byte[] word = WORDS.get(at / STEP % WORDS.size());
            ByteArrayOutputStream changed = new ByteArrayOutputStream();
            changed.write(seed, 0, at);
            changed.writeBytes(word);
            changed.write(seed, at, seed.length - at);
            check(changed.toByteArray());
        }
    }

    private static void check(byte[] input) {
        try {
            CatTarget.fuzzerTestOneInput(input);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("To be kept as a seed: " + HexFormat.of().formatHex(input) + "\n" + e, e);
        }
    }
}
