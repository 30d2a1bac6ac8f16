package io.github.leat.core.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Leaves out the blank of a {@link PaddedDelimiter}, outside quotes. */
final class UnpaddedStream extends FilterInputStream {
    private final int delimiter;
    private final int quote;
    private boolean fieldStart = true;
    private boolean afterDelimiter;
    private boolean quoted;
    private boolean perhapsClosed;

    UnpaddedStream(InputStream in, PaddedDelimiter padded) {
        super(in);
        this.delimiter = padded.delimiter();
        this.quote = padded.quote().map(c -> (int) c).orElse(-1);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int kept = 0;
        while (kept == 0) {
            int count = in.read(target, offset, length);
            if (count < 0) {
                return -1;
            }
            for (int i = offset; i < offset + count; i++) {
                if (keeps(target[i])) {
                    target[offset + kept++] = target[i];
                }
            }
        }
        return kept;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private boolean keeps(byte b) {
        if (afterDelimiter) {
            afterDelimiter = false;
            if (b == ' ') {
                return false;
            }
        }
        boolean lineEnd = b == '\n' || b == '\r';
        if (quoted) {
            quoted = b != quote;
            perhapsClosed = !quoted;
        } else if (perhapsClosed && b != delimiter && !lineEnd) {
            // Two quotes, or one that is text: the field goes on.
            quoted = true;
            perhapsClosed = false;
        } else if (fieldStart && b == quote) {
            quoted = true;
            fieldStart = false;
        } else {
            perhapsClosed = false;
            afterDelimiter = b == delimiter;
            fieldStart = afterDelimiter || lineEnd;
        }
        return true;
    }
}
