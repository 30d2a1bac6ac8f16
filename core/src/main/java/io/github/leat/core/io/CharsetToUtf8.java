package io.github.leat.core.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns any character set of the JDK into UTF-8; malformed bytes become U+FFFD. */
final class CharsetToUtf8 extends FilterInputStream {
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer source = ByteBuffer.allocate(16 << 10).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(16 << 10).limit(0);
    private final ByteBuffer target = ByteBuffer.allocate(64 << 10).limit(0);
    private boolean sourceEnded;
    private boolean ended;

    CharsetToUtf8(InputStream in, Charset charset) {
        super(in);
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    @Override
    public int read() throws IOException {
        return more() ? target.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int n = Math.min(len, target.remaining());
        target.get(b, off, n);
        return n;
    }

    private boolean more() throws IOException {
        while (!target.hasRemaining() && !ended) {
            if (!sourceEnded) {
                source.compact();
                int n = in.read(source.array(), source.position(), source.remaining());
                sourceEnded = n < 0;
                source.position(source.position() + Math.max(0, n)).flip();
            }
            chars.compact();
            decoder.decode(source, chars, sourceEnded);
            boolean decoded = sourceEnded
                    && !source.hasRemaining()
                    && decoder.flush(chars).isUnderflow();
            chars.flip();
            target.clear();
            encoder.encode(chars, target, decoded);
            ended = decoded && !chars.hasRemaining();
            target.flip();
        }
        return target.hasRemaining();
    }

    @Override
    public long skip(long n) throws IOException {
        if (n <= 0 || !more()) {
            return 0;
        }
        int skipped = (int) Math.min(n, target.remaining());
        target.position(target.position() + skipped);
        return skipped;
    }

    @Override
    public int available() {
        return target.remaining();
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
