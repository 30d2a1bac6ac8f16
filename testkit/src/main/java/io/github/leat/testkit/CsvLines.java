package io.github.leat.testkit;

import java.nio.charset.StandardCharsets;

/** CSV for tests, written line by line. */
public final class CsvLines {
    private CsvLines() {}

    /**
     * Joins lines.
     *
     * @param lines the lines, without their ends
     * @return the lines as UTF-8, each ended by a line feed
     */
    public static byte[] of(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
