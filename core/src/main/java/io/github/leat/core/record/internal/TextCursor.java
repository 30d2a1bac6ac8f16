package io.github.leat.core.record.internal;

import io.github.leat.core.ConversionException;
import io.github.leat.core.Excerpt;
import io.github.leat.core.Position;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ValueFormat;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one cursor: over the fields of a {@link TextBatch}. */
final class TextCursor implements RecordCursor {
    private final TextBatch batch;
    private final byte[] bytes;
    private final int[] recordStarts;
    private final int[] recordFields;
    private final int[] fieldEnds;
    private final int @Nullable [] fields;
    private final int quote;
    private final Unescaping unescaping;
    private final byte[][] nullTexts;
    private final boolean emptyIsNull;
    private final boolean plain;
    /** Always a part of {@link #bytes}: that spares a store for each field. */
    private final ByteSlice slice = new ByteSlice();

    /** Of texts that were unescaped. */
    private final ByteSlice other = new ByteSlice();

    /** Of texts that are not fields. */
    private final ByteSlice fixed = new ByteSlice();

    private final @Nullable ValueParser[] parsers;
    private final ColumnType.Kind[] kinds;
    private final long @Nullable [][] values;
    private final long @Nullable [][] nulls;
    private final boolean undecoded;
    private final boolean[] canonical;
    /** The types of columns whose numbers are written plainly; TEXT for those with a format. */
    private final ColumnType.Kind[] plainKinds;

    private int index = -1;
    private int row;
    private int recordStart;
    private int firstField;
    private int fieldCount;
    private int plainFields;
    private int parsedFields;
    private int lineRow;
    private long line;

    TextCursor(TextBatch batch) {
        this.batch = batch;
        Chunk chunk = batch.chunk;
        this.bytes = chunk.bytes();
        this.recordStarts = chunk.recordStarts();
        this.recordFields = chunk.recordFields();
        this.fieldEnds = chunk.fieldEnds();
        this.fields = batch.fields;
        this.quote = chunk.quote();
        this.unescaping = new Unescaping(chunk);
        this.nullTexts = chunk.nullTexts();
        this.emptyIsNull = chunk.format().nullTexts().contains("");
        this.parsers = new ValueParser[batch.schema.size()];
        this.kinds = new ColumnType.Kind[batch.schema.size()];
        for (int c = 0; c < kinds.length; c++) {
            kinds[c] = batch.schema.column(c).type().kind();
        }
        this.values = batch.values;
        this.undecoded = values == null;
        this.canonical = new boolean[kinds.length];
        this.plainKinds = new ColumnType.Kind[kinds.length];
        for (int c = 0; c < kinds.length; c++) {
            Column column = batch.schema.column(c);
            canonical[c] = column.origin() == Column.Origin.INFERRED;
            plainKinds[c] = column.format().isPresent() ? ColumnType.Kind.TEXT : kinds[c];
        }
        this.nulls = batch.nulls;
        this.line = chunk.baseLine();
        this.plain = fields == null && nullTexts.length == 0;
        slice.set(bytes, 0, 0);
    }

    @Override
    public boolean next() {
        if (index + 1 >= batch.size()) {
            return false;
        }
        moveTo(index + 1);
        return true;
    }

    void moveTo(int newIndex) {
        index = newIndex;
        row = batch.rowOf(newIndex);
        recordStart = recordStarts[row];
        firstField = recordFields[row];
        fieldCount = recordFields[row + 1] - firstField;
        plainFields = plain ? fieldCount : 0;
        parsedFields = undecoded ? plainFields : 0;
    }

    @Override
    public int index() {
        return index;
    }

    int row() {
        return row;
    }

    @Override
    public Position position() {
        Chunk chunk = batch.chunk;
        boolean ahead = row >= lineRow;
        line = ahead
                ? line + chunk.lineBreaks(recordStarts[lineRow], recordStart)
                : chunk.baseLine() + chunk.lineBreaks(recordStarts[0], recordStart);
        lineRow = row;
        return new Position(chunk.source(), chunk.baseByte() + recordStart, line, chunk.baseRecord() + row);
    }

    @Override
    public int fieldCount() {
        return fieldCount;
    }

    @Override
    public boolean isNull(int column) {
        if (Integer.compareUnsigned(column, parsedFields) < 0) {
            int at = firstField + column;
            int start = column == 0 ? recordStart : (fieldEnds[at - 1] & Chunk.END) + 1;
            return fieldEnds[at] == start && emptyIsNull;
        }
        if (nulls != null) {
            long[] bits = nulls[column];
            if (bits != null) {
                return (bits[row >>> 6] >>> row & 1) != 0;
            }
        }
        int field = fields == null ? column : fields[column];
        if (field < 0) {
            ColumnTexts texts = batch.textsOf(column);
            return texts == null ? batch.constants == null || batch.constants[column] == null : texts.isNull(row);
        }
        if (field >= fieldCount) {
            return true;
        }
        int start = start(field);
        int end = fieldEnds[firstField + field] & Chunk.END;
        return start == end ? emptyIsNull : nullTexts.length > 0 && bytes[start] != quote && isNullText(start, end);
    }

    private boolean isNullText(int start, int end) {
        for (byte[] text : nullTexts) {
            if (Arrays.equals(bytes, start, end, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a field stands in quotes in the source. */
    boolean isQuoted(int column) {
        int field = fields == null ? column : fields[column];
        return field >= 0 && field < fieldCount && (fieldEnds[firstField + field] & Chunk.QUOTED) != 0;
    }

    private int start(int field) {
        return field == 0 ? recordStart : (fieldEnds[firstField + field - 1] & Chunk.END) + 1;
    }

    @Override
    public ByteSlice getSlice(int column) {
        if (Integer.compareUnsigned(column, plainFields) >= 0) {
            return viewed(column);
        }
        int at = firstField + column;
        int start = column == 0 ? recordStart : (fieldEnds[at - 1] & Chunk.END) + 1;
        int end = fieldEnds[at];
        if (end <= Chunk.END && end >= 0) {
            slice.move(start, end - start);
        } else if (end >= 0) {
            slice.move(start + 1, end - Chunk.QUOTED - start - 2);
        } else {
            return unescape(start, end & Chunk.END);
        }
        return slice;
    }

    private ByteSlice quoted(int start, int end) {
        if (end < 0) {
            return unescape(start, end & Chunk.END);
        }
        slice.move(start + 1, (end & Chunk.END) - start - 2);
        return slice;
    }

    /** The same where columns are not just the fields in their order, or some texts are NULL. */
    private ByteSlice viewed(int column) {
        int field = fields == null ? column : fields[column];
        if (field < 0 || field >= fieldCount) {
            return fieldless(column);
        }
        int start = start(field);
        int end = fieldEnds[firstField + field];
        if (nullTexts.length > 0 && isNull(column)) {
            slice.move(start, 0);
        } else if ((end & ~Chunk.END) != 0) {
            return quoted(start, end);
        } else {
            slice.move(start, end - start);
        }
        return slice;
    }

    private ByteSlice unescape(int start, int end) {
        int length = unescaping.take(start, end);
        other.set(unescaping.text(), 0, length);
        return other;
    }

    private ByteSlice fieldless(int column) {
        ColumnTexts texts = batch.textsOf(column);
        if (texts != null) {
            texts.point(fixed, row);
            return fixed;
        }
        byte[][] constants = batch.constants;
        if (constants != null && column < constants.length && constants[column] != null) {
            fixed.set(constants[column], 0, constants[column].length);
        } else if (values != null && column < values.length && values[column] != null && !isNull(column)) {
            byte[] digits = Long.toString(values[column][row]).getBytes(StandardCharsets.US_ASCII);
            fixed.set(digits, 0, digits.length);
        } else {
            fixed.set(bytes, 0, 0);
        }
        return fixed;
    }

    @Override
    public String getString(int column) {
        return getSlice(column).toString();
    }

    @Override
    public int getBytes(int column, byte[] target, int offset) {
        ByteSlice text = getSlice(column);
        System.arraycopy(text.array(), text.offset(), target, offset, text.length());
        return text.length();
    }

    @Override
    public boolean getBoolean(int column) {
        return encoded(column, ColumnType.Kind.BOOLEAN) != 0;
    }

    @Override
    public long getLong(int column) {
        if (isPlain(column, ColumnType.Kind.LONG)) {
            long span = span(column);
            int start = (int) (span >>> 32);
            int end = (int) span;
            long value = WordNumbers.parseLong(bytes, start, end, canonical[column]);
            if (value == NumberText.INVALID && start < end) {
                value = NumberText.parseLong(bytes, start, end, canonical[column]);
            }
            if (value != NumberText.INVALID) {
                return value;
            }
        }
        return encoded(column, ColumnType.Kind.LONG);
    }

    @Override
    public double getDouble(int column) {
        if (isPlain(column, ColumnType.Kind.DOUBLE)) {
            long span = span(column);
            int start = (int) (span >>> 32);
            int end = (int) span;
            long value = WordNumbers.parseDouble(bytes, start, end, canonical[column]);
            if (value == NumberText.INVALID && start < end) {
                value = NumberText.parseDouble(bytes, start, end, canonical[column]);
            }
            if (value != NumberText.INVALID) {
                return Double.longBitsToDouble(value);
            }
        }
        return anyDouble(column);
    }

    private double anyDouble(int column) {
        return switch (kinds[column]) {
            case LONG -> getLong(column);
            case DECIMAL -> getDecimal(column).doubleValue();
            default -> Double.longBitsToDouble(encoded(column, ColumnType.Kind.DOUBLE));
        };
    }

    @Override
    public BigDecimal getDecimal(int column) {
        ColumnType type = batch.schema.column(column).type();
        if (type.kind() == ColumnType.Kind.LONG) {
            return BigDecimal.valueOf(getLong(column));
        }
        if (type.kind() == ColumnType.Kind.DECIMAL && type.precision() <= ColumnType.MAX_LONG_PRECISION) {
            return BigDecimal.valueOf(getUnscaled(column), type.scale());
        }
        if (type.kind() == ColumnType.Kind.DECIMAL) {
            encoded(column, ColumnType.Kind.DECIMAL);
        }
        requireNotNull(column);
        ByteSlice text = getSlice(column);
        try {
            int to = text.offset() + text.length();
            Optional<ValueFormat> format = batch.schema.column(column).format();
            BigDecimal value = format.isPresent() && type.kind() == ColumnType.Kind.DECIMAL
                    ? NumberPattern.compile(format.get().pattern()).toDecimal(text.array(), text.offset(), to)
                    : NumberText.toDecimal(text.array(), text.offset(), to);
            return type.kind() == ColumnType.Kind.DECIMAL ? value.setScale(type.scale()) : value;
        } catch (NumberFormatException | ArithmeticException e) {
            throw notA(column, type.toString());
        }
    }

    @Override
    public long getUnscaled(int column) {
        return encoded(column, ColumnType.Kind.DECIMAL);
    }

    @Override
    public LocalDate getDate(int column) {
        return LocalDate.ofEpochDay(getEpochDay(column));
    }

    @Override
    public long getEpochDay(int column) {
        return encoded(column, ColumnType.Kind.DATE);
    }

    @Override
    public LocalTime getTime(int column) {
        return LocalTime.ofNanoOfDay(getMicros(column) * 1000);
    }

    @Override
    public LocalDateTime getDateTime(int column) {
        return LocalDateTime.ofInstant(getTimestamp(column), ZoneOffset.UTC);
    }

    @Override
    public Instant getTimestamp(int column) {
        return Instant.EPOCH.plus(getMicros(column), ChronoUnit.MICROS);
    }

    @Override
    public long getMicros(int column) {
        ColumnType.Kind kind = kinds[column];
        return encoded(
                column,
                kind == ColumnType.Kind.TIME || kind == ColumnType.Kind.TIMESTAMP
                        ? kind
                        : ColumnType.Kind.TIMESTAMP_TZ);
    }

    /** The column's value as {@link ValueParser} encodes it: decoded already, or parsed as the type that is asked for. */
    private long encoded(int column, ColumnType.Kind kind) {
        if (values != null && kinds[column] == kind) {
            long[] decoded = values[column];
            if (decoded != null) {
                if (isNull(column)) {
                    requireNotNull(column);
                }
                return decoded[row];
            }
        }
        return parsed(column, kind);
    }

    /** Whether the column is of the type, is a field of the source, and has not been decoded before. */
    private boolean isParsed(int column, ColumnType.Kind kind) {
        return Integer.compareUnsigned(column, parsedFields) < 0 && kinds[column] == kind;
    }

    private boolean isPlain(int column, ColumnType.Kind kind) {
        return Integer.compareUnsigned(column, parsedFields) < 0 && plainKinds[column] == kind;
    }

    /** Where the text of a field begins, in the upper half, and ends, in the lower; below 0 if it must be unescaped. */
    private long span(int column) {
        int at = firstField + column;
        long start = column == 0 ? recordStart : (fieldEnds[at - 1] & Chunk.END) + 1;
        int end = fieldEnds[at];
        if (end > Chunk.END) {
            start++;
            end = (end & Chunk.END) - 1;
        }
        return (start << 32) | (end & 0xFFFFFFFFL);
    }

    private long parsed(int column, ColumnType.Kind kind) {
        if (isParsed(column, kind)) {
            long span = span(column);
            int start = (int) (span >>> 32);
            int end = (int) span;
            ValueParser parser = parsers[column];
            if (start < end && parser != null) {
                long value = parser.parse(bytes, start, end);
                if (value != NumberText.INVALID) {
                    return value;
                }
            }
        }
        return anyParsed(column, kind);
    }

    private long anyParsed(int column, ColumnType.Kind kind) {
        Column declared = batch.schema.column(column);
        requireNotNull(column);
        boolean asDeclared = kinds[column] == kind;
        ValueParser parser = asDeclared ? parsers[column] : null;
        if (parser == null) {
            parser = ValueParser.ofRuns(asDeclared ? declared : asked(declared, kind));
            if (asDeclared) {
                parsers[column] = parser;
            }
        }
        ByteSlice text = getSlice(column);
        int to = text.offset() + text.length();
        long value = parser.parse(text.array(), text.offset(), to);
        if (value == NumberText.INVALID
                && !(kind == ColumnType.Kind.LONG && NumberText.isMinLong(text.array(), text.offset(), to))) {
            throw notA(column, asDeclared ? declared.type().toString() : kind.name());
        }
        return value;
    }

    private Column asked(Column declared, ColumnType.Kind kind) {
        if (kind == ColumnType.Kind.DECIMAL) {
            throw new IllegalStateException("Column \"" + declared.name() + "\" is " + declared.type()
                    + ": units of a scale are only read from a DECIMAL.");
        }
        return declared.withType(new ColumnType(kind, 0, 0)).withOrigin(Column.Origin.DECLARED);
    }

    private void requireNotNull(int column) {
        if (isNull(column)) {
            throw new NullPointerException("Column \""
                    + batch.schema.column(column).name() + "\" is NULL at " + position() + ". Ask isNull first.");
        }
    }

    private ConversionException notA(int column, String type) {
        ByteSlice text = getSlice(column);
        return new ConversionException(
                position(),
                "column \"" + batch.schema.column(column).name() + "\": "
                        + Excerpt.of(text.array(), text.offset(), text.offset() + text.length()) + " is not a " + type
                        + ". Declare it as null text, or make the column TEXT.");
    }
}
