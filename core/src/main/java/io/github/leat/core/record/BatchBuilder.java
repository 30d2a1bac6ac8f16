package io.github.leat.core.record;

import io.github.leat.core.record.internal.Chunk;
import io.github.leat.core.record.internal.RecordEncoder;
import io.github.leat.core.record.internal.TextBatch;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches from values in memory: for sources that are not text, and for tests.
 *
 * <p>Not thread-safe. The batch is as if read from an RFC 4180 text of the values, LF at the line ends.
 */
public final class BatchBuilder {
    private final String source;
    private final Schema schema;
    private final List<@Nullable String[]> records = new ArrayList<>();
    private long baseByte;
    private long baseLine = 1;
    private long baseRecord = 1;

    private BatchBuilder(String source, Schema schema) {
        this.source = source;
        this.schema = schema;
    }

    /** A builder of batches of these columns. */
    public static BatchBuilder of(String source, Schema schema) {
        return new BatchBuilder(source, schema);
    }

    /**
     * Adds one record.
     *
     * @param values one text per column, null for NULL
     * @throws IllegalArgumentException if there are more or fewer values than columns
     */
    public BatchBuilder add(@Nullable String... values) {
        if (values.length != schema.size()) {
            throw new IllegalArgumentException(
                    "The schema has " + schema.size() + " columns, the record " + values.length + " values.");
        }
        records.add(values.clone());
        return this;
    }

    /** The batch of all records since the last call; the next batch follows it in the source. */
    public RecordBatch build() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] recordStarts = new int[records.size() + 1];
        int[] recordFields = new int[records.size() + 1];
        int[] fieldEnds = new int[records.size() * schema.size()];
        int fields = 0;
        int lines = 0;
        try {
            RecordEncoder encoder = new RecordEncoder(out, CsvFormat.rfc4180());
            ByteSlice slice = new ByteSlice();
            for (int r = 0; r < records.size(); r++) {
                @Nullable String[] values = records.get(r);
                for (int c = 0; c < values.length; c++) {
                    String value = values[c];
                    byte[] text = (value == null ? "" : value).getBytes(StandardCharsets.UTF_8);
                    slice.set(text, 0, text.length);
                    int start = out.size() + (c == 0 ? 0 : 1);
                    encoder.field(slice, c, value == null, 0);
                    encoder.flush();
                    boolean escaped = value != null && value.indexOf('"') >= 0;
                    boolean quoted = out.size() - start > text.length;
                    fieldEnds[fields++] = out.size() | (quoted ? Chunk.QUOTED : 0) | (escaped ? Chunk.ESCAPED : 0);
                    lines += lineBreaks(text);
                }
                encoder.endRecord();
                encoder.flush();
                lines++;
                recordStarts[r + 1] = out.size();
                recordFields[r + 1] = fields;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] bytes = Arrays.copyOf(out.toByteArray(), out.size() + 1);
        Chunk chunk = new Chunk(
                source,
                CsvFormat.rfc4180(),
                bytes,
                baseByte,
                baseLine,
                baseLine + lines,
                baseRecord,
                records.size(),
                recordStarts,
                recordFields,
                fieldEnds,
                Chunk.noDoubledQuotes(),
                false,
                List.of());
        baseByte += out.size();
        baseLine += lines;
        baseRecord += records.size();
        records.clear();
        return new TextBatch(chunk, schema);
    }

    private static int lineBreaks(byte[] text) {
        int breaks = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' ? i == 0 || text[i - 1] != '\r' : text[i] == '\r') {
                breaks++;
            }
        }
        return breaks;
    }
}
