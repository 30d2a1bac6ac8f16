package io.github.leat.redshift.internal;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.github.leat.redshift.PartCompression;
import io.github.leat.s3.S3Address;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.zip.GZIPInputStream;

/**
 * Numbers of records by the lines of a part, found by reading it: each record begins with its number. Lines are those of the text, as
 * the vendor's "line number in the load file" says; whether it counts a record of several lines as one is not said there.
 */
final class PartLines {
    private PartLines() {}

    /** For each of the lines, numbered from 1, the number of the record on it; a line that is not there is left out. */
    static Map<Long, Long> numbers(
            Staging staging, S3Address part, PartCompression compression, SortedSet<Long> lines) {
        Map<Long, Long> found = new HashMap<>();
        try (InputStream stored = staging.store()
                        .client()
                        .getObject(request -> request.bucket(part.bucket()).key(part.key()));
                InputStream in = new BufferedInputStream(open(stored, compression), 1 << 16)) {
            long line = 1;
            long last = lines.last();
            long number = 0;
            boolean inNumber = true;
            boolean quoted = false;
            for (int c = in.read(); c >= 0 && line <= last; c = in.read()) {
                if (inNumber && c == ',') {
                    inNumber = false;
                    note(lines, line, number, found);
                } else if (inNumber) {
                    number = number * 10 + (c - '0');
                }
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == '\n') {
                    line++;
                    if (quoted) {
                        note(lines, line, number, found);
                    } else {
                        inNumber = true;
                        number = 0;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static void note(SortedSet<Long> lines, long line, long number, Map<Long, Long> found) {
        if (lines.contains(line)) {
            found.put(line, number);
        }
    }

    private static InputStream open(InputStream stored, PartCompression compression) throws IOException {
        return switch (compression) {
            case GZIP -> new GZIPInputStream(stored);
            case ZSTD -> new ZstdInputStreamNoFinalizer(stored);
        };
    }
}
