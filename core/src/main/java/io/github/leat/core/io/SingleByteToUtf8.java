package io.github.leat.core.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Turns a character set of one byte per character into UTF-8 by a table; undefined bytes never fail. */
final class SingleByteToUtf8 extends FilterInputStream {
    private final byte[][] table;
    private final byte[] source = new byte[16 << 10];
    private final byte[] target = new byte[source.length * 3];
    private int position;
    private int limit;

    SingleByteToUtf8(InputStream in, Charset charset) {
        super(in);
        this.table = table(charset);
    }

    /** Whether each byte of the character set is one character. */
    static boolean handles(Charset charset) {
        if (!charset.canEncode() || charset.newEncoder().maxBytesPerChar() != 1.0f) {
            return false;
        }
        return new String(new byte[] {'a', (byte) 0xE9, 'b'}, charset).length() == 3;
    }

    private static byte[][] table(Charset charset) {
        boolean windows1252 = charset.equals(TextEncoding.WINDOWS_1252.charset());
        byte[][] table = new byte[256][];
        for (int i = 0; i < 256; i++) {
            String text = new String(new byte[] {(byte) i}, charset);
            boolean undefined = text.length() != 1 || text.charAt(0) == '\uFFFD';
            // WHATWG Encoding Standard, index windows-1252: 81, 8D, 8F, 90, 9D stand for U+0081 and so on (read
            // 2026-11).
            String kept = !undefined ? text : windows1252 ? String.valueOf((char) i) : "\uFFFD";
            table[i] = kept.getBytes(StandardCharsets.UTF_8);
        }
        return table;
    }

    @Override
    public int read() throws IOException {
        return more() ? target[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int n = Math.min(len, limit - position);
        System.arraycopy(target, position, b, off, n);
        position += n;
        return n;
    }

    private boolean more() throws IOException {
        while (position == limit) {
            int n = in.read(source, 0, source.length);
            if (n < 0) {
                return false;
            }
            position = 0;
            limit = transcode(n);
        }
        return true;
    }

    private int transcode(int n) {
        int out = 0;
        for (int i = 0; i < n; i++) {
            byte b = source[i];
            if (b >= 0 && table[b].length == 1) {
                target[out++] = table[b][0];
                continue;
            }
            for (byte u : table[b & 0xFF]) {
                target[out++] = u;
            }
        }
        return out;
    }

    @Override
    public long skip(long n) throws IOException {
        if (n <= 0 || !more()) {
            return 0;
        }
        int skipped = (int) Math.min(n, limit - position);
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return limit - position;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
