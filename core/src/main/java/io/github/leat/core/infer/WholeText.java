package io.github.leat.core.infer;

import io.github.leat.core.Position;
import io.github.leat.core.SchemaException;
import io.github.leat.core.io.TextSource;
import io.github.leat.core.io.TextStream;
import io.github.leat.core.record.CsvFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/** All data records of a source that can be read again, one mebibyte at a time; each pass reads it anew. */
final class WholeText implements Segments {
    private static final int BYTES_AT_ONCE = 1 << 20;

    private final TextSource text;
    private final CsvFormat format;
    private final Position start;
    private final int width;

    /** @param width number of fields of the records that count; 0 for all */
    WholeText(TextSource text, CsvFormat format, Position start, int width) {
        this.text = text;
        this.format = format;
        this.start = start;
        this.width = width;
    }

    @Override
    public void forEach(Consumer<Segment> each) throws IOException {
        byte[] buffer = new byte[BYTES_AT_ONCE];
        long offset = start.byteOffset();
        long number = 1;
        int length = 0;
        try (TextStream in = text.open(offset)) {
            boolean more = true;
            while (more) {
                int read = in.readNBytes(buffer, length, buffer.length - length);
                length += read;
                more = length == buffer.length;
                Tokens tokens = Tokenizer.split(buffer, 0, length, format, Integer.MAX_VALUE, !more);
                int done = more ? whole(tokens, length) : length;
                if (done == 0 && more) {
                    buffer = grown(buffer, offset);
                    continue;
                }
                each.accept(new Segment(tokens, 0, number, offset, width));
                number += tokens.records();
                offset += done;
                length -= done;
                System.arraycopy(buffer, done, buffer, 0, length);
            }
        }
    }

    /** Bytes of the records that are whole. */
    private static int whole(Tokens tokens, int length) {
        int records = tokens.records();
        boolean cut = records == 1
                && tokens.recordTo(0) == length
                && (tokens.bytes[length - 1] != '\n' || tokens.isBroken(tokens.fieldsSoFar() - 1));
        return records == 0 || cut ? 0 : tokens.recordTo(records - 1);
    }

    private byte[] grown(byte[] buffer, long offset) {
        if (buffer.length >= format.maxRecordBytes()) {
            throw new SchemaException(text.name() + " has a record of more than " + Count.of(format.maxRecordBytes())
                    + " bytes, from byte " + Count.of(offset)
                    + " on. If a quote is missing its partner, declare the quote.");
        }
        return Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, Integer.MAX_VALUE - 8L));
    }
}
