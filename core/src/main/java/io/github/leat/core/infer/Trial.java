package io.github.leat.core.infer;

import io.github.leat.core.record.internal.NumberText;
import io.github.leat.core.record.internal.ValueParser;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/** A type that a column may be of, tried with the very parser that will read the column. */
final class Trial {
    private final Column column;
    private final ValueParser parser;
    private @Nullable Sighting refused;

    Trial(Column column) {
        this.column = column;
        this.parser = ValueParser.of(column);
    }

    Column column() {
        return column;
    }

    /** Whether it takes all values so far. */
    boolean holds() {
        return refused == null;
    }

    /** The first value that it does not take. */
    @Nullable
    Sighting refused() {
        return refused;
    }

    void take(Segment segment, int record, int field) {
        Tokens tokens = segment.tokens();
        if (refused == null
                && (tokens.needsDecoding(field)
                        || parser.parse(tokens.bytes, tokens.from(field), tokens.to(field)) == NumberText.INVALID)
                && column.type().kind() != ColumnType.Kind.TEXT) {
            refused = segment.sighting(record, field);
        }
    }
}
