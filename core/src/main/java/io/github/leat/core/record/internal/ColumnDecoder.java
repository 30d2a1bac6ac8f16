package io.github.leat.core.record.internal;

import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one column of a batch into an array of longs, record after record.
 *
 * <p>Column by column rather than record by record, so that the type is chosen outside the loop and the parser of the common
 * types is inlined into it.
 */
public final class ColumnDecoder {
    /** Receives the records whose text is not of the column's type. */
    @FunctionalInterface
    public interface Misfits {
        /** Takes the index of a record in the batch. */
        void misfit(int index);
    }

    private enum Fast {
        LONG,
        DOUBLE,
        UNSCALED,
        DATE,
        OTHER
    }

    private final boolean canonical;
    private final ValueParser parser;
    private final Fast fast;
    private final long[] limits;
    private final int scale;
    private byte[] scratch = new byte[64];
    /** That of the last chunk, and what follows from it. */
    private @Nullable CsvFormat format;

    private int quote = Chunk.NO_QUOTE;
    private byte[][] nullTexts = {};

    /** A decoder of a column that is not TEXT. */
    public ColumnDecoder(Column column) {
        this.canonical = column.origin() == Column.Origin.INFERRED;
        this.parser = ValueParser.ofRuns(column);
        this.scale = column.type().scale();
        this.fast = column.format().isPresent() ? Fast.OTHER : fast(column.type());
        this.limits = fast == Fast.UNSCALED ? WordNumbers.limits(column.type().precision(), scale) : new long[0];
    }

    private static Fast fast(ColumnType type) {
        return switch (type.kind()) {
            case LONG -> Fast.LONG;
            case DOUBLE -> Fast.DOUBLE;
            case DECIMAL -> type.precision() <= ColumnType.MAX_LONG_PRECISION ? Fast.UNSCALED : Fast.OTHER;
            case DATE -> Fast.DATE;
            default -> Fast.OTHER;
        };
    }

    /**
     * Decodes a part of the column.
     *
     * @param index of the column in the batch
     * @param start first record of the batch to decode
     * @param end record of the batch before which to stop
     * @param values by record of the chunk, filled in
     * @param nulls one bit per record of the chunk, set for NULL
     */
    @SuppressWarnings(
            "ReferenceEquality") // all chunks of a reader share their format; another one only costs a look at it
    public void decode(TextBatch batch, int index, int start, int end, long[] values, long[] nulls, Misfits misfits) {
        ColumnTexts texts = batch.textsOf(index);
        if (texts != null) {
            decode(batch, texts, start, end, values, nulls, misfits);
            return;
        }
        Chunk chunk = batch.chunk;
        byte[] bytes = chunk.bytes();
        int[] recordStarts = chunk.recordStarts();
        int[] recordFields = chunk.recordFields();
        int[] fieldEnds = chunk.fieldEnds();
        if (chunk.format() != format) {
            format = chunk.format();
            quote = chunk.quote();
            nullTexts = chunk.nullTexts();
        }
        int field = batch.fieldOf(index);
        for (int i = start; i < end; i++) {
            int row = batch.rowOf(i);
            int at = recordFields[row] + field;
            if (field < 0 || at >= recordFields[row + 1]) {
                nulls[row >>> 6] |= 1L << row;
                continue;
            }
            int from = field == 0 ? recordStarts[row] : (fieldEnds[at - 1] & Chunk.END) + 1;
            int to = fieldEnds[at];
            if (to > Chunk.END) {
                from++;
                to = (to & Chunk.END) - 1;
            }
            // Empty is NULL for every type but TEXT, quoted or not.
            if (from == to) {
                nulls[row >>> 6] |= 1L << row;
                continue;
            }
            long value = switch (fast) {
                case LONG -> WordNumbers.parseLong(bytes, from, to, canonical);
                case DOUBLE -> WordNumbers.parseDouble(bytes, from, to, canonical);
                case UNSCALED -> WordNumbers.parseUnscaled(bytes, from, to, scale, limits, canonical);
                case DATE -> to < 0 ? NumberText.INVALID : TemporalText.parseDate(bytes, from, to);
                case OTHER -> NumberText.INVALID;
            };
            if (value == NumberText.INVALID) {
                value = parsed(chunk, i, row, from, to, nulls, misfits);
            }
            values[row] = value;
        }
    }

    /** What the fast parsers did not take: the value, or invalid and a misfit, or a NULL. */
    private long parsed(Chunk chunk, int index, int row, int start, int end, long[] nulls, Misfits misfits) {
        byte[] text = chunk.bytes();
        int from = start;
        int to = end;
        if (to < 0) {
            to = unescape(chunk, from, to & Chunk.END, quote);
            from = 0;
            text = scratch;
        }
        if (from == to) {
            nulls[row >>> 6] |= 1L << row;
            return 0;
        }
        long value = parser.parse(text, from, to);
        if (value == NumberText.INVALID) {
            if (nullTexts.length > 0 && !isQuoted(chunk.bytes(), start) && isOneOf(nullTexts, text, from, to)) {
                nulls[row >>> 6] |= 1L << row;
            } else if (fast != Fast.LONG || !NumberText.isMinLong(text, from, to)) {
                misfits.misfit(index);
            }
        }
        return value;
    }

    /** Whether a field is quoted whose text begins here, or which does itself because it must be unescaped. */
    private boolean isQuoted(byte[] bytes, int start) {
        return bytes[start] == quote || (start > 0 && bytes[start - 1] == quote);
    }

    private void decode(
            TextBatch batch, ColumnTexts texts, int start, int end, long[] values, long[] nulls, Misfits misfits) {
        for (int i = start; i < end; i++) {
            int row = batch.rowOf(i);
            int from = texts.starts[row];
            int to = texts.ends[row];
            if (texts.isNull(row) || from == to) {
                nulls[row >>> 6] |= 1L << row;
                continue;
            }
            values[row] = parser.parse(texts.bytes, from, to);
            if (values[row] == NumberText.INVALID
                    && !(fast == Fast.LONG && NumberText.isMinLong(texts.bytes, from, to))) {
                misfits.misfit(i);
            }
        }
    }

    private int unescape(Chunk chunk, int from, int to, int quote) {
        if (scratch.length < to - from + 8) {
            scratch = new byte[Math.max(to - from + 8, 2 * scratch.length)];
        }
        return FieldText.decode(chunk.bytes(), from, to, quote, chunk.format().escape(), scratch);
    }

    private static boolean isOneOf(byte[][] nullTexts, byte[] text, int from, int to) {
        for (byte[] candidate : nullTexts) {
            if (Arrays.equals(text, from, to, candidate, 0, candidate.length)) {
                return true;
            }
        }
        return false;
    }
}
