package io.github.leat.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.ConversionException;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a cursor parses by itself is what conforming decodes, for fields written in every way. */
class ConformAgainstCursorTest {
    private static final long SEED = new Random().nextLong();
    private static final String[] TEXTS = {
        "",
        "0",
        "-0",
        "7",
        "-12",
        "007",
        "1.5",
        "-0.25",
        "12345678.1234567",
        "123456789",
        "1e3",
        "-9223372036854775808",
        "9223372036854775807",
        "2024-02-29",
        "2023-02-29",
        "true",
        "FALSE",
        "x",
        "1 2",
        "0.1",
        "99999999",
        "-1234567"
    };

    @Test
    void theSameValuesAndTheSameRefusals() throws IOException {
        Random random = new Random(SEED);
        Schema schema = Schema.of(
                Column.of("l", ColumnType.LONG),
                Column.of("d", ColumnType.DOUBLE),
                Column.of("n", ColumnType.decimal(12, 3)),
                Column.of("t", ColumnType.DATE),
                Column.of("b", ColumnType.BOOLEAN),
                Column.of("m", ColumnType.LONG));
        for (int round = 0; round < 200; round++) {
            byte[] file = file(random, schema.size());
            try (CsvReader reader = CsvReader.builder()
                    .schema(schema)
                    .bufferBytes(256)
                    .build("t.csv", new ByteArrayInputStream(file))) {
                for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                    Conform.Checked checked = Conform.to(schema).check(batch);
                    boolean[][] misfits = new boolean[batch.size()][schema.size()];
                    checked.misfits().forEach(misfit -> misfits[misfit.index()][misfit.column()] = true);
                    RecordCursor raw = batch.cursor();
                    RecordCursor decoded = checked.batch().cursor();
                    while (raw.next() && decoded.next()) {
                        for (int c = 0; c < schema.size(); c++) {
                            String seen = raw.getString(c);
                            Object expected = misfits[raw.index()][c] ? "misfit" : value(decoded, c, schema);
                            // A quoted empty field is text to the cursor, and NULL only once it is conformed.
                            Object actual = raw.getString(c).isEmpty() ? null : value(raw, c, schema);
                            assertThat(actual)
                                    .as("\"%s\" in column %d, seed %d", seen, c, SEED)
                                    .isEqualTo(expected);
                        }
                    }
                }
            }
        }
    }

    @Test
    void askingForAnotherTypeFirstChangesNothing() throws IOException {
        Schema schema = Schema.of(Column.of("d", ColumnType.DOUBLE), Column.of("l", ColumnType.LONG));
        byte[] file = "12,\"0012\"\n123456789,123456789\n".getBytes(StandardCharsets.UTF_8);
        try (CsvReader reader = CsvReader.builder().schema(schema).build("t.csv", new ByteArrayInputStream(file))) {
            RecordBatch batch = reader.read();
            assertThat(batch).isNotNull();
            RecordCursor cursor = batch.cursor();
            List<Object> seen = new ArrayList<>();
            while (cursor.next()) {
                seen.add(cursor.getLong(0));
                seen.add(cursor.getDouble(0));
                seen.add(cursor.getDouble(1));
                seen.add(cursor.getLong(1));
                seen.add(cursor.getDouble(0));
            }
            assertThat(seen)
                    .containsExactly(
                            12L,
                            12.0,
                            12.0,
                            12L,
                            12.0,
                            123456789L,
                            1.23456789E8,
                            1.23456789E8,
                            123456789L,
                            1.23456789E8);
        }
    }

    private static @Nullable Object value(RecordCursor cursor, int column, Schema schema) {
        if (cursor.isNull(column)) {
            return null;
        }
        try {
            return switch (schema.column(column).type().kind()) {
                case LONG -> cursor.getLong(column);
                case DOUBLE -> cursor.getDouble(column);
                case DECIMAL -> cursor.getUnscaled(column);
                case DATE -> cursor.getEpochDay(column);
                default -> cursor.getBoolean(column);
            };
        } catch (ConversionException e) {
            return "misfit";
        }
    }

    private static byte[] file(Random random, int columns) {
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < 30; r++) {
            for (int c = 0; c < columns; c++) {
                String value = TEXTS[random.nextInt(TEXTS.length)];
                text.append(c == 0 ? "" : ",");
                switch (random.nextInt(4)) {
                    case 0 -> text.append('"').append(value).append('"');
                    case 1 -> text.append('"').append(value).append("\"\"\"");
                    default -> text.append(value);
                }
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
