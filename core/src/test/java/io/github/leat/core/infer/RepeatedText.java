package io.github.leat.core.infer;

import io.github.leat.core.io.ByteSource;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** A source of any size that is held nowhere: a header, one record as often as wanted, and a last record. Counts what is read. */
final class RepeatedText implements ByteSource {
    private final byte[] head;
    private final byte[] record;
    private final byte[] tail;
    private final long size;
    private final AtomicLong read = new AtomicLong();

    RepeatedText(String head, String record, long times, String tail) {
        this.head = head.getBytes(StandardCharsets.UTF_8);
        this.record = record.getBytes(StandardCharsets.UTF_8);
        this.tail = tail.getBytes(StandardCharsets.UTF_8);
        this.size = this.head.length + times * this.record.length + this.tail.length;
    }

    long bytesRead() {
        return read.get();
    }

    @Override
    public String name() {
        return "large.csv";
    }

    @Override
    public Optional<String> version() {
        return Optional.empty();
    }

    @Override
    public OptionalLong sizeInBytes() {
        return OptionalLong.of(size);
    }

    @Override
    public boolean isSeekable() {
        return true;
    }

    private byte at(long position) {
        if (position < head.length) {
            return head[(int) position];
        }
        long fromEnd = size - position;
        return fromEnd <= tail.length
                ? tail[tail.length - (int) fromEnd]
                : record[(int) ((position - head.length) % record.length)];
    }

    @Override
    public InputStream open(long fromByte) {
        return new InputStream() {
            private long position = fromByte;

            @Override
            public int read() {
                if (position >= size) {
                    return -1;
                }
                read.incrementAndGet();
                return at(position++) & 0xFF;
            }

            @Override
            public int read(byte[] b, int off, int len) {
                int n = (int) Math.min(len, size - position);
                for (int i = 0; i < n; i++) {
                    b[off + i] = at(position + i);
                }
                position += n;
                read.addAndGet(n);
                return n == 0 && len > 0 ? -1 : n;
            }
        };
    }
}
