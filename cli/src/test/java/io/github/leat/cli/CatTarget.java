package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What must hold of {@code leat cat} whatever the bytes are: it ends with code 0, or with 3 and an error of two lines that is
 * not an unexpected one; what it writes is UTF-8, and RFC 4180 with LF; the same bytes in small portions give the same; and
 * nothing of the table is lost ({@link CatLoss}).
 */
public final class CatTarget {
    private static final Path NOWHERE = Path.of("");

    private CatTarget() {}

    /** The entry that the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandRun.Result whole = cat(data, data.length + 1, out);
        byte[] written = out.toByteArray();
        assertThat(whole.err()).doesNotContain("unexpected");
        assertThat(whole.code()).as("%s", whole.err()).isIn(ExitCode.OK, ExitCode.REJECTS);
        if (whole.code() != ExitCode.OK) {
            assertThat(whole.errLines())
                    .filteredOn(line -> !line.contains("WARN"))
                    .hasSizeGreaterThanOrEqualTo(2);
        }
        requireClean(written);
        if (whole.code() == ExitCode.OK) {
            CatLoss.requireNone(data, written, whole.err());
        }
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        CommandRun.Result parts = cat(data, data.length == 0 ? 1 : 1 + (data[data.length - 1] & 0x1F), again);
        assertThat(parts).isEqualTo(whole);
        assertThat(again.toByteArray()).isEqualTo(written);
    }

    private static CommandRun.Result cat(byte[] data, int portion, ByteArrayOutputStream out) {
        ByteArrayInputStream in = new ByteArrayInputStream(data) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, portion));
            }
        };
        return new CommandRun(NOWHERE).in(in).runTo(out, "cat", "--max-decompressed", "1MB", "-");
    }

    /** UTF-8; each record ended by LF; a quote only as the first and last byte of a field, or doubled; no other CR. */
    private static void requireClean(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new AssertionError("Not UTF-8: " + Arrays.toString(text), e);
        }
        boolean quoted = false;
        for (int i = 0; i < text.length; i++) {
            boolean starts = i == 0 || text[i - 1] == ',' || text[i - 1] == '\n';
            if (text[i] == '"' && quoted && i + 1 < text.length && text[i + 1] == '"') {
                i++;
            } else if (text[i] == '"') {
                assertThat(quoted || starts).as("quote at byte %d", i).isTrue();
                quoted = !quoted;
                assertThat(quoted || text[i + 1] == ',' || text[i + 1] == '\n')
                        .as("what follows the quote at byte %d", i)
                        .isTrue();
            } else if (text[i] == '\r') {
                assertThat(quoted).as("CR in quotes at byte %d", i).isTrue();
            }
        }
        assertThat(quoted).as("open quotes").isFalse();
        assertThat(text.length == 0 || text[text.length - 1] == '\n')
                .as("LF at the end")
                .isTrue();
    }
}
