package io.github.leat.core.infer;

import io.github.leat.core.Excerpt;
import io.github.leat.core.record.internal.NumberText;
import io.github.leat.core.record.internal.ValueParser;
import io.github.leat.core.schema.ColumnType;

/** The values of one column in the sample: which fields are values, which are NULL, and what they look like. */
final class ColumnValues {
    private final Tokens tokens;
    private final int column;
    private final int firstRecord;
    private final NullTexts nulls;
    private final ColumnProfile profile = new ColumnProfile();
    private int quotedEmpty;

    ColumnValues(Tokens tokens, int column, int firstRecord, NullTexts nulls) {
        this.tokens = tokens;
        this.column = column;
        this.firstRecord = firstRecord;
        this.nulls = nulls;
        for (int r = firstRecord; r < tokens.records(); r++) {
            if (isNull(r)) {
                profile.addNull();
                quotedEmpty += isQuotedEmpty(r) ? 1 : 0;
            } else {
                profile.add(tokens, tokens.field(r, column));
            }
        }
    }

    /** Also of a quoted empty text, which is NULL where the column is not TEXT. */
    private boolean isNull(int record) {
        return column >= tokens.width(record)
                || nulls.isNull(tokens, tokens.field(record, column))
                || isQuotedEmpty(record);
    }

    private boolean isQuotedEmpty(int record) {
        if (column >= tokens.width(record)) {
            return false;
        }
        int field = tokens.field(record, column);
        return tokens.isQuoted(field) && tokens.isEmpty(field);
    }

    /** Whether there are NULLs if the column is of this type. */
    boolean hasNulls(ColumnType type) {
        return profile.nulls() > (type.equals(ColumnType.TEXT) ? quotedEmpty : 0);
    }

    ColumnProfile profile() {
        return profile;
    }

    /** Number of the first field that a parser does not take, or -1. */
    int firstRefused(ValueParser parser) {
        for (int r = firstRecord; r < tokens.records(); r++) {
            if (!isNull(r)) {
                int field = tokens.field(r, column);
                long value = parser.parse(tokens.bytes, tokens.from(field), tokens.to(field));
                if (value == NumberText.INVALID) {
                    return field;
                }
            }
        }
        return -1;
    }

    /** Whether a column of truth values has both of them: t alone or no alone is no proof. */
    boolean hasBoth(CellKind kind) {
        if (!profile.only(kind)) {
            return false;
        }
        int first = tokens.bytes[tokens.from(profile.first(kind))] | 0x20;
        for (int r = firstRecord; r < tokens.records(); r++) {
            if (!isNull(r) && (tokens.bytes[tokens.from(tokens.field(r, column))] | 0x20) != first) {
                return true;
            }
        }
        return false;
    }

    /** Number of the data record, from 1, that a field of this column belongs to. */
    int recordOf(int field) {
        int low = firstRecord;
        int high = tokens.records() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (tokens.field(middle, 0) <= field) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low - firstRecord + 1;
    }

    String text(int field) {
        return tokens.text(field);
    }

    String excerpt(int field) {
        return Excerpt.of(tokens.text(field));
    }
}
