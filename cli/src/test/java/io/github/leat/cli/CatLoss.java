package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.DecompressionLimits;
import io.github.leat.core.io.StreamSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether {@code leat cat} lost anything, without knowing how records are to be read: no delimiter, quote or escape is a
 * letter or a digit, so those of the table have to be in the output, all of them, once, and in order. The table is what stands
 * between the title lines that a preview tells and the line from which on standard error says that the rest is left out.
 *
 * <p>Where the text has no quotes and no backslashes, each line that is not empty is a record, also one without a letter.
 */
final class CatLoss {
    private static final Pattern LEFT_OUT = Pattern.compile("from line (\\d+) on, is left out");
    private static final int REPLACEMENT = 0xFFFD;

    private CatLoss() {}

    static void requireNone(byte[] source, byte[] written, String err) {
        Layout layout;
        String text;
        try {
            layout = new ReadingOptions()
                    .inference(new DecompressionLimits(
                            DecompressionLimits.defaults().maxRatio(), 1_000_000))
                    .minConfidence(0)
                    .build()
                    .infer(StreamSource.of("stdin", new ByteArrayInputStream(source)));
            try (InputStream in = layout.text().open(0)) {
                text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Matcher leftOut = LEFT_OUT.matcher(err);
        long end = leftOut.find() ? Long.parseLong(leftOut.group(1)) - 1 : Long.MAX_VALUE;
        int[] lines = lineStarts(text);
        String table = text.substring(lineStart(text, lines, layout.preambleLines()), lineStart(text, lines, end));
        String csv = new String(written, StandardCharsets.UTF_8);
        requireLetters(table, csv, layout.headerLines() > 1 || layout.hxlLine().isPresent());
        if (text.chars().noneMatch(c -> c == '"' || c == '\'' || c == '\\')) {
            requireRecords(table, csv, layout);
        }
    }

    private static void requireLetters(String table, String csv, boolean namesMayBeJoined) {
        boolean broken = table.indexOf(REPLACEMENT) >= 0; // halves of characters may meet where a quote was between
        int[] expected = letters(table, broken);
        int[] got = letters(csv, broken);
        if (namesMayBeJoined) {
            // By column, of several records; hashtags that are none any more once they are mended are among them.
            int names = Math.min(expected.length, letters(csv.substring(0, firstRecord(csv)), broken).length);
            Arrays.sort(expected, 0, names);
            Arrays.sort(got, 0, names);
        }
        assertThat(got).as("letters and digits, in order").isEqualTo(expected);
    }

    private static int[] letters(String text, boolean ascii) {
        return text.codePoints()
                .filter(c -> c < 0x80 ? Character.isLetterOrDigit(c) : !ascii && c != 0xFEFF)
                .toArray();
    }

    private static void requireRecords(String table, String csv, Layout layout) {
        int[] lines = lineStarts(table);
        long names = filledLines(table.substring(0, lineStart(table, lines, layout.headerLines())));
        long expected = filledLines(table) - Math.max(0, names - 1);
        assertThat(csv.chars().filter(c -> c == '\n').count()).as("records").isEqualTo(expected);
    }

    private static long filledLines(String text) {
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return marked.lines().filter(line -> !line.isEmpty()).count();
    }

    private static int firstRecord(String csv) {
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            quoted ^= csv.charAt(i) == '"';
            if (csv.charAt(i) == '\n' && !quoted) {
                return i;
            }
        }
        return csv.length();
    }

    /** Where each line begins; LF, CR and CRLF end one. */
    private static int[] lineStarts(String text) {
        int[] starts = new int[text.length() + 1];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    private static int lineStart(String text, int[] starts, long line) {
        return line < starts.length ? starts[(int) line] : text.length();
    }
}
