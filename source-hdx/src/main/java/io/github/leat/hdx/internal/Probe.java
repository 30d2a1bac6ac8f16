package io.github.leat.hdx.internal;

import io.github.leat.core.SourceException;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The first request for an object: its first bytes, and with them what the server says about it. A GET, because signed links
 * refuse HEAD.
 */
public final class Probe {
    /** Bytes asked for first: what most looks at a head need. */
    public static final int HEAD_BYTES = 256 << 10;

    private static final int UNSATISFIABLE = 416;
    private static final int NOT_MODIFIED = 304;

    private Probe() {}

    /**
     * Asks for the object.
     *
     * @param since what is known already; conditions are sent for it
     * @return empty if the server says that it did not change since
     * @throws SourceException if there is no such object, or it may not be read
     */
    public static Optional<HttpObject> ask(Fetcher fetcher, URI address, Optional<Validators> since)
            throws IOException {
        Attempts attempts = fetcher.attempts(address);
        int wanted = Math.min(HEAD_BYTES, fetcher.options().rangeBytes());
        Map<String, String> headers =
                new HashMap<>(since.map(Validators::conditions).orElse(Map.of()));
        headers.put("Range", "bytes=0-" + (wanted - 1));
        while (true) {
            try (Answer answer = fetcher.get(address, headers, attempts)) {
                if (answer.status() == NOT_MODIFIED && since.isPresent()) {
                    return Optional.empty();
                }
                return Optional.of(read(address, answer, wanted));
            } catch (java.io.InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                attempts.failed(Fetcher.reason(e), Optional.empty(), Optional.of(e));
            }
        }
    }

    private static HttpObject read(URI address, Answer answer, int wanted) throws IOException {
        Optional<ContentRange> range = ContentRange.of(answer);
        if (answer.status() == UNSATISFIABLE
                && range.isPresent()
                && range.get().total().orElse(1) == 0) {
            return object(answer, OptionalLong.of(0), true, new byte[0], true);
        }
        boolean partial = answer.status() == 206;
        if (!partial && answer.status() != 200) {
            throw Refusals.of(address, answer);
        }
        if (partial && (range.isEmpty() || range.get().first() != 0)) {
            throw new SourceException(Addresses.shown(address) + " was asked for its first bytes and sent others"
                    + " (Content-Range). Its server is at fault; download the file by other means.");
        }
        boolean encoded = answer.header("Content-Encoding").isPresent();
        OptionalLong size = partial ? range.get().total() : encoded ? OptionalLong.empty() : answer.length();
        byte[] head = answer.stream().readNBytes(wanted);
        boolean complete = size.isPresent() ? head.length >= size.getAsLong() : head.length < wanted && !partial;
        if (size.isPresent() && head.length < Math.min(wanted, size.getAsLong())) {
            throw new IOException(
                    "its length is said to be " + size.getAsLong() + " bytes, and it ended after " + head.length);
        }
        return object(answer, complete ? OptionalLong.of(head.length) : size, partial, head, complete);
    }

    private static HttpObject object(Answer answer, OptionalLong size, boolean ranges, byte[] head, boolean complete) {
        return new HttpObject(
                answer.header("ETag"), answer.lastModified(), size, ranges, answer.isHtml(), head, complete);
    }
}
