package io.github.leat.core.infer;

import io.github.leat.core.schema.ColumnType;
import java.util.List;

/** The values of one column, part by part: which fields are values, which are NULL, and what they look like. */
final class ColumnValues {
    private final int column;
    private final NullTexts nulls;
    private final ColumnProfile profile = new ColumnProfile();
    private long quotedEmpty;

    ColumnValues(int column, NullTexts nulls) {
        this.column = column;
        this.nulls = nulls;
    }

    /** Takes in the values of a part. */
    void observe(Segment segment) {
        Tokens tokens = segment.tokens();
        for (int r = segment.firstRecord(); r < tokens.records(); r++) {
            if (!segment.counts(r)) {
                continue;
            }
            if (isNull(tokens, r)) {
                profile.addNull();
                quotedEmpty += isQuotedEmpty(tokens, r) ? 1 : 0;
            } else {
                profile.add(segment, r, tokens.field(r, column));
            }
        }
    }

    /** Tries types on the values of a part. */
    void check(Segment segment, List<Trial> trials) {
        Tokens tokens = segment.tokens();
        for (int r = segment.firstRecord(); r < tokens.records(); r++) {
            if (segment.counts(r) && !isNull(tokens, r)) {
                int field = tokens.field(r, column);
                for (Trial trial : trials) {
                    trial.take(segment, r, field);
                }
            }
        }
    }

    /** Also of a quoted empty text, which is NULL where the column is not TEXT. */
    private boolean isNull(Tokens tokens, int record) {
        return column >= tokens.width(record)
                || nulls.isNull(tokens, tokens.field(record, column))
                || isQuotedEmpty(tokens, record);
    }

    private boolean isQuotedEmpty(Tokens tokens, int record) {
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
}
