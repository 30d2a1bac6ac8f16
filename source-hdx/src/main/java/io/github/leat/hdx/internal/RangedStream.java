package io.github.leat.hdx.internal;

import io.github.leat.core.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object read by ranges, each wholly into one buffer before a byte of it is handed out.
 *
 * <p>Why so: a body that is held open while a database is slow is cut by servers and proxies after minutes. Here no connection
 * is open between reads, however long they take. Each request is pinned to the first answer by If-Match and If-Range, and each
 * answer is checked against it, since not all servers keep to the conditions. Ranges double from 256 KiB, so that a look at
 * few bytes costs little. A cut range goes on at the byte where it was cut.
 */
public final class RangedStream extends InputStream {
    private final Fetcher fetcher;
    private final URI address;
    private final String name;
    private final HttpObject object;
    private final Attempts attempts;
    private byte[] buffer;
    private int at;
    private int limit;
    private long next;
    private int wanted;
    private boolean ended;

    /** A stream that begins at an offset. */
    public RangedStream(Fetcher fetcher, URI address, HttpObject object, long fromByte) {
        this.fetcher = fetcher;
        this.address = address;
        this.name = Addresses.shown(address);
        this.object = object;
        this.attempts = fetcher.attempts(address);
        this.wanted = Math.min(Probe.HEAD_BYTES, fetcher.options().rangeBytes());
        this.buffer = object.head();
        if (fromByte < buffer.length) {
            at = (int) fromByte;
            limit = buffer.length;
            next = limit;
        } else {
            next = fromByte;
        }
        ended = object.complete();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == limit && !fill()) {
            return -1;
        }
        int count = Math.min(length, limit - at);
        System.arraycopy(buffer, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        int inBuffer = (int) Math.max(0, Math.min(bytes, limit - at));
        at += inBuffer;
        return inBuffer > 0 || bytes <= 0 ? inBuffer : Math.max(0, read(new byte[1], 0, 1));
    }

    private boolean fill() throws IOException {
        if (ended || (object.size().isPresent() && next >= object.size().getAsLong())) {
            return false;
        }
        int size = (int) Math.min(wanted, object.size().orElse(Long.MAX_VALUE) - next);
        if (buffer == object.head() || buffer.length < size) {
            buffer = new byte[size];
        }
        at = 0;
        limit = 0;
        while (limit < size && !ended) {
            fetch(size);
        }
        wanted = (int) Math.min(fetcher.options().rangeBytes(), 2L * wanted);
        return limit > 0;
    }

    private void fetch(int size) throws IOException {
        long last = next + size - limit - 1;
        try (Answer answer = fetcher.get(address, headers(next, last), attempts)) {
            if (answer.status() == 416 && object.size().isEmpty()) {
                ended = true;
                return;
            }
            check(answer);
            int count;
            while (limit < size && (count = answer.stream().read(buffer, limit, size - limit)) >= 0) {
                limit += count;
                next += count;
                attempts.progressed();
            }
            if (limit < size) {
                shortAnswer(answer, last);
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            attempts.failed(Fetcher.reason(e) + " at byte " + next, Optional.empty(), Optional.of(e));
        }
    }

    private void shortAnswer(Answer answer, long last) throws IOException {
        OptionalLong total = ContentRange.of(answer).map(ContentRange::total).orElse(OptionalLong.empty());
        if (object.size().isEmpty() && (total.isEmpty() || next >= total.getAsLong())) {
            ended = true; // the end of an object whose size nobody told
        } else {
            throw new IOException(
                    "the answer ends before byte " + last + ", as if it were shorter than it is said to be");
        }
    }

    private Map<String, String> headers(long first, long last) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Range", "bytes=" + first + "-" + last);
        if (object.strongEtag().isPresent()) {
            headers.put("If-Match", object.strongEtag().get());
            headers.put("If-Range", object.strongEtag().get());
        } else {
            object.lastModified().map(Validators::httpDate).ifPresent(date -> headers.put("If-Unmodified-Since", date));
        }
        return headers;
    }

    private void check(Answer answer) {
        if (answer.status() == 412 || (answer.status() < 300 && object.differs(answer))) {
            throw Refusals.changed(name);
        }
        if (answer.status() == 416) {
            throw Refusals.changed(name);
        }
        if (answer.status() == 200) {
            throw new SourceException(name + " gave parts of itself at first and at byte " + next
                    + " the whole. It may have changed: run it again.");
        }
        if (answer.status() != 206) {
            throw Refusals.of(address, answer);
        }
        ContentRange range = ContentRange.of(answer).orElse(new ContentRange(-1, OptionalLong.empty()));
        if (range.first() != next) {
            throw new SourceException(name + " was asked for byte " + next + " and sent byte " + range.first()
                    + " (Content-Range). Its server is at fault; download the file by other means.");
        }
        if (object.size().isPresent()
                && range.total().isPresent()
                && !range.total().equals(object.size())) {
            throw Refusals.changed(name);
        }
    }
}
