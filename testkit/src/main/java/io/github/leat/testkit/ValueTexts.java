package io.github.leat.testkit;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts of equal values made equal, so that what was written can be compared with what is read back. */
final class ValueTexts {
    private ValueTexts() {}

    /** One record, its values in one form each. */
    static String line(Schema schema, @Nullable String[] values) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            String value = values[i];
            parts.add(value == null ? "NULL" : '"' + normal(schema.column(i).type(), value) + '"');
        }
        return String.join("|", parts);
    }

    private static String normal(ColumnType type, String text) {
        return switch (type.kind()) {
            case BOOLEAN -> String.valueOf(Boolean.parseBoolean(text));
            case LONG, DECIMAL -> new BigDecimal(text).stripTrailingZeros().toPlainString();
            case DOUBLE -> String.valueOf(Double.parseDouble(text) + 0.0); // -0.0 is stored as 0.0
            case DATE, TEXT -> text;
            case TIME -> LocalTime.parse(text).toString();
            case TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T')).toString();
            case TIMESTAMP_TZ ->
                OffsetDateTime.parse(text.replace(' ', 'T')).toInstant().toString();
        };
    }
}
