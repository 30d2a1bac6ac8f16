package io.github.leat.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Text for people, on its way to where a terminal may obey it: control characters that came with a file's name, header or values, and
 * those that turn the direction of what follows, are written as {@code \u001b}. Line feeds and tabs pass, and the isolates that
 * the command puts around texts of either direction; on a terminal also what else it uses: colours, the carriage return, and the erasing of a line. UTF-8. Not thread-safe by itself.
 */
final class HarmlessOutput extends FilterOutputStream {
    private static final int ESCAPE = 0x1B;
    private static final int MOST_PENDING = 12;

    private final boolean terminal;
    private final boolean carriageReturns;
    /** The beginning of what may be one of the characters or sequences that are looked at. */
    private final byte[] pending = new byte[MOST_PENDING];

    private int size;

    private HarmlessOutput(OutputStream out, boolean terminal) {
        super(out);
        this.terminal = terminal;
        this.carriageReturns = terminal || System.lineSeparator().contains("\r");
    }

    /** Such a stream. */
    static PrintStream of(OutputStream out, boolean terminal, boolean flushed) {
        return new PrintStream(new HarmlessOutput(out, terminal), flushed, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int value) throws IOException {
        byte b = (byte) value;
        if (size > 0 && !isPart(b)) {
            release();
        }
        if (size > 0 || b == ESCAPE || b == (byte) 0xC2 || b == (byte) 0xE2) {
            pending[size++] = b;
            if (isComplete()) {
                release();
            }
        } else if (b >= 0 && (b < ' ' ? b != '\n' && b != '\t' && !(b == '\r' && carriageReturns) : b == 0x7F)) {
            escaped(b);
        } else {
            out.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int from = offset;
        for (int i = offset; i < end; i++) {
            byte b = bytes[i];
            boolean plain = size == 0
                    && ((b >= ' ' && b != 0x7F) || b == '\n' || (b < 0 && b != (byte) 0xC2 && b != (byte) 0xE2));
            if (!plain) {
                out.write(bytes, from, i - from);
                from = i + 1;
                write(b);
            }
        }
        out.write(bytes, from, end - from);
    }

    /** Whether the byte goes on with what is pending. */
    private boolean isPart(byte b) {
        if (pending[0] == ESCAPE) {
            return size == 1 ? b == '[' : b == ';' || (b >= '0' && b <= '9') || b == 'm' || b == 'K';
        }
        return b < (byte) 0xC0;
    }

    private boolean isComplete() {
        byte last = pending[size - 1];
        return switch (pending[0]) {
            case ESCAPE -> last == 'm' || last == 'K' || size == MOST_PENDING;
            case (byte) 0xC2 -> size == 2;
            default -> size == 3;
        };
    }

    /** Writes what is pending, as it is or made visible. */
    private void release() throws IOException {
        int length = size;
        size = 0;
        if (pending[0] == ESCAPE) {
            byte last = pending[length - 1];
            if (terminal && (last == 'm' || (last == 'K' && length == 3))) {
                out.write(pending, 0, length);
            } else {
                escaped(ESCAPE);
                out.write(pending, 1, length - 1);
            }
            return;
        }
        String text = new String(pending, 0, length, StandardCharsets.UTF_8);
        char c = text.charAt(0);
        boolean order = (c >= 0x80 && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || c == 0x2066 || c == 0x2067;
        if (order) {
            escaped(c);
        } else {
            out.write(pending, 0, length);
        }
    }

    private void escaped(int c) throws IOException {
        out.write(String.format("\\u%04x", c).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void flush() throws IOException {
        // an encoder writes whole characters before it is flushed: what is pending is an unfinished sequence
        if (size > 0) {
            release();
        }
        out.flush();
    }
}
