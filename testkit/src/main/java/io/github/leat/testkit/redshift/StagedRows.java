package io.github.leat.testkit.redshift;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one object, read as COPY reads CSV: comma, double quotes, a quote in quotes doubled, line ends in quotes kept; whether a
 * field was quoted makes no difference afterwards (database developer guide, "Data format parameters", CSV, read 2026-11-26; that a
 * quoted empty field is as an empty one is not said there).
 */
final class StagedRows implements Closeable {
    private final InputStream in;
    private final String file;
    private long line = 1;

    /**
     * One row.
     *
     * @param file name of its object
     * @param line its first line, from 1
     */
    record Row(String file, long line, List<String> fields) {}

    private StagedRows(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    static StagedRows open(ObjectStore store, String address, String compression) throws IOException {
        InputStream stored = store.open(address);
        InputStream text = switch (compression) {
            case "GZIP" -> new GZIPInputStream(stored, 1 << 16);
            case "ZSTD" -> new com.github.luben.zstd.ZstdInputStreamNoFinalizer(stored);
            default -> stored;
        };
        return new StagedRows(new BufferedInputStream(text, 1 << 16), address);
    }

    /** The next row; null at the end. */
    @Nullable
    Row next() throws IOException {
        int c = in.read();
        if (c < 0) {
            return null;
        }
        long first = line;
        List<String> fields = new ArrayList<>();
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        boolean quoted = false;
        while (c >= 0 && (quoted || c != '\n')) {
            if (c == '\n') {
                line++;
            }
            if (quoted && c == '"') {
                c = in.read();
                if (c == '"') {
                    field.write(c);
                } else {
                    quoted = false;
                    continue;
                }
            } else if (!quoted && c == '"' && field.size() == 0) {
                quoted = true;
            } else if (!quoted && c == ',') {
                fields.add(field.toString(StandardCharsets.UTF_8));
                field.reset();
            } else {
                field.write(c);
            }
            c = in.read();
        }
        line++;
        fields.add(field.toString(StandardCharsets.UTF_8));
        return new Row(file, first, fields);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
