package io.github.leat.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.ConversionException;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.ValueFormat;
import io.github.leat.core.transform.Conform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A visitor is shown what a cursor answers, up to the value that is none. */
class ValueVisitorTest {
    private static final long SEED = new Random().nextLong();
    private static final Schema ALL = Schema.of(List.of(
            column("l", ColumnType.LONG),
            column("d", ColumnType.DOUBLE),
            column("b", ColumnType.BOOLEAN),
            column("n", ColumnType.decimal(10, 2)),
            column("w", ColumnType.decimal(30, 5)),
            column("day", ColumnType.DATE),
            column("time", ColumnType.TIME),
            column("at", ColumnType.TIMESTAMP),
            column("utc", ColumnType.TIMESTAMP_TZ),
            column("t", ColumnType.TEXT),
            column("german", ColumnType.DOUBLE).withType(ColumnType.DOUBLE, Optional.of(new ValueFormat("#.##0,0"))),
            column("long", ColumnType.DATE).withType(ColumnType.DATE, Optional.of(new ValueFormat("dd MMMM yyyy")))));

    /** Texts of each type: usual ones, and such as only the general parsers take. */
    private static final String[][] TEXTS = {
        {
            "7",
            "-12345678",
            "12345678",
            "123456789012",
            "-999999999999999",
            "1234567890123456789",
            "+5",
            "-9223372036854775808"
        },
        {"1.5", "-0.25", "123456.789", "-12345678.1234567", "1e3", ".5", "5.", "100", "-0", "12345678901234567", "0.1"},
        {"true", "FALSE", "True", "false"},
        {"1.50", "12345678.99", "-0.01", "7", "-7.10", "00012.5", "1.500000000"},
        {"1.5", "-1234567890123456789012345.12345", "0"},
        {"2020-11-07", "1969-12-31", "2000-02-29"},
        {"10:20", "10:20:30", "23:59:59.123456"},
        {"2020-11-07 10:20:30", "2020-11-07T10:20", "1969-12-31 23:59:59.5"},
        {"2020-11-07T10:20:30Z", "2020-11-07T10:20:30+02:00"},
        {"text", "", "é", "\"", "two\nlines, a \"quote\"", "x".repeat(40)},
        {"1.234,5", "-0,25", "1.000.000", "1.234"},
        {"07 November 2020", "06 May 2020", "07 December 2020", "08 December 2020"}
    };

    private static Column column(String name, ColumnType type) {
        return Column.of(name, ColumnType.TEXT).withType(type, Optional.empty());
    }

    @Test
    void valuesAsTheyAre() throws IOException {
        RecordBatch batch = typed("""
                1,2.5,true,3.25,-4.5,1970-01-02,00:01,1970-01-01 00:00:01,1970-01-01T00:00:02Z,"a ""b""\","1,5",03 January 1970
                ,,,,,,,,,"",,
                -12
                """, CsvFormat.rfc4180());

        assertThat(seen(batch))
                .containsExactly(
                        "0 long 1",
                        "1 double 2.5",
                        "2 boolean true",
                        "3 decimal 325",
                        "4 text -4.5",
                        "5 date 1",
                        "6 time 60000000",
                        "7 time 1000000",
                        "8 time 2000000",
                        "9 text a \"b\"",
                        "10 double 1.5",
                        "11 date 2",
                        "end 0",
                        "0 null",
                        "1 null",
                        "2 null",
                        "3 null",
                        "4 null",
                        "5 null",
                        "6 null",
                        "7 null",
                        "8 null",
                        "9 text ",
                        "10 null",
                        "11 null",
                        "end 1",
                        "0 long -12",
                        "1 null",
                        "2 null",
                        "3 null",
                        "4 null",
                        "5 null",
                        "6 null",
                        "7 null",
                        "8 null",
                        "9 null",
                        "10 null",
                        "11 null",
                        "end 2");
    }

    @Test
    void asACursorInEveryView() throws IOException {
        Random random = new Random(SEED);
        CsvFormat[] formats = {
            CsvFormat.rfc4180(),
            CsvFormat.builder().nullTexts(Set.of("7", "text")).build(),
            CsvFormat.builder().nullTexts(Set.of()).build(),
            CsvFormat.builder().escape(CsvFormat.Escape.BACKSLASH).build()
        };
        int[] turned =
                IntStream.range(0, ALL.size()).map(c -> ALL.size() - 1 - c).toArray();
        Schema backwards = Schema.of(IntStream.of(turned).mapToObj(ALL::column).toList());
        for (CsvFormat format : formats) {
            for (int share : new int[] {0, 1, 2, 10}) {
                RecordBatch whole = typed(lines(random, 60, 0, share, format), format);
                check(whole);
                if (format.nullTexts().contains("")) {
                    check(Conform.to(ALL).apply(whole, Rejects.none()));
                }
                RecordBatch batch = typed(lines(random, 60, 8, share, format), format);
                check(batch);
                check(batch.slice(10, 40));
                check(batch.select(i -> i % 3 != 0));
                check(batch.project(backwards, turned));
                check(batch.origin());
                if (format.nullTexts().contains("")) {
                    check(Conform.to(ALL).apply(batch, (of, rejection) -> {}));
                }
            }
        }
    }

    /** Records of values, some empty; one record in so many too short or too long, one field in so many in quotes, 0 for none. */
    private static String lines(Random random, int records, int raggedShare, int quotedShare, CsvFormat format) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < records; i++) {
            int fields = raggedShare > 0 && random.nextInt(raggedShare) == 0
                    ? 1 + random.nextInt(TEXTS.length + 2)
                    : TEXTS.length;
            for (int c = 0; c < fields; c++) {
                String[] texts = TEXTS[Math.min(c, TEXTS.length - 1)];
                boolean empty = format.nullTexts().contains("") && random.nextInt(9) == 0;
                String value = empty ? "" : texts[random.nextInt(texts.length)];
                boolean quoted = value.contains("\"")
                        || value.contains(",")
                        || value.contains("\n")
                        || (!empty && quotedShare > 0 && random.nextInt(quotedShare) == 0);
                String doubled = format.escape() == CsvFormat.Escape.BACKSLASH ? "\\\"" : "\"\"";
                text.append(c == 0 ? "" : ",").append(quoted ? '"' + value.replace("\"", doubled) + '"' : value);
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void asDecodedBefore() throws IOException {
        String empty = "\"\"";
        RecordBatch batch = typed(
                String.join(",", Collections.nCopies(ALL.size(), empty)) + "\n" + ",".repeat(ALL.size() - 1) + "\n"
                        + Stream.of(TEXTS).map(texts -> quoted(texts[0])).collect(Collectors.joining(",")) + "\n",
                CsvFormat.rfc4180());
        RecordBatch decoded = Conform.to(ALL).apply(batch, Rejects.none());

        check(decoded);
        check(decoded.slice(1, 3));
        assertThat(seen(decoded)).startsWith("0 null", "1 null").contains("9 text ", "0 long 7", "end 2");
    }

    @Test
    void whatIsNoValueEndsIt() throws IOException {
        for (int column = 0; column < ALL.size(); column++) {
            if (ALL.column(column).type().equals(ColumnType.TEXT)) {
                continue;
            }
            for (String text : new String[] {
                "x", "\"\"", "\"x\"", "\"\"\"\"", "\"1\"\"2\"", "2020-13-01", "1-2", "-", "tru", "truee", "true\0"
            }) {
                RecordBatch batch = typed(",".repeat(column) + text + "\n", CsvFormat.rfc4180());
                List<String> seen = new ArrayList<>();

                assertThatThrownBy(() -> batch.visitValues(new Listing(seen)))
                        .isInstanceOf(ConversionException.class)
                        .hasMessageContaining("column \"" + ALL.column(column).name() + "\"")
                        .hasMessageContaining("test:2 (record 1");
                assertThat(seen)
                        .isEqualTo(IntStream.range(0, column)
                                .mapToObj(c -> c + " null")
                                .toList());
            }
        }
    }

    @Test
    void anInferredFormatIsTheOnlyOne() throws IOException {
        Column grouped = Column.of("l", ColumnType.TEXT)
                .withType(ColumnType.LONG, Optional.of(new ValueFormat("#,##0")))
                .withOrigin(Column.Origin.INFERRED);
        RecordBatch batch =
                typed("\"1,234\"\n1234\n", CsvFormat.rfc4180()).project(Schema.of(List.of(grouped)), new int[] {0});

        assertThat(seen(batch.slice(0, 1))).containsExactly("0 long 1234", "end 0");
        assertThatThrownBy(() -> seen(batch.slice(1, 2)))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("1234");
    }

    @Test
    void aVisitorOfOtherTypesSaysSo() throws IOException {
        ValueVisitor nothing = column -> {};
        String[] methods = {
            "longValue",
            "doubleValue",
            "booleanValue",
            "decimalValue",
            "textValue",
            "dateValue",
            "timeValue",
            "timeValue",
            "timeValue",
            "textValue",
            "doubleValue",
            "dateValue"
        };
        for (int column = 0; column < methods.length; column++) {
            RecordBatch batch = typed(",".repeat(column) + quoted(TEXTS[column][0]) + "\n", CsvFormat.rfc4180());

            assertThatThrownBy(() -> batch.visitValues(nothing))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("column " + column)
                    .hasMessageContaining(methods[column]);
        }
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static void check(RecordBatch batch) {
        List<String> expected = new ArrayList<>();
        RecordCursor cursor = batch.cursor();
        Schema schema = batch.schema();
        while (cursor.next()) {
            for (int c = 0; c < schema.size(); c++) {
                expected.add(c + " " + answer(cursor, c, schema.column(c).type()));
            }
            expected.add("end " + cursor.index());
        }
        assertThat(seen(batch)).as("seed %d", SEED).isEqualTo(expected);
    }

    private static String answer(RecordCursor cursor, int c, ColumnType type) {
        if (cursor.isNull(c)) {
            return "null";
        }
        return switch (type.kind()) {
            case LONG -> "long " + cursor.getLong(c);
            case DOUBLE -> "double " + cursor.getDouble(c);
            case BOOLEAN -> "boolean " + cursor.getBoolean(c);
            case DECIMAL ->
                type.precision() <= ColumnType.MAX_LONG_PRECISION
                        ? "decimal " + cursor.getUnscaled(c)
                        : "text " + cursor.getString(c);
            case DATE -> "date " + cursor.getEpochDay(c);
            case TIME, TIMESTAMP, TIMESTAMP_TZ -> "time " + cursor.getMicros(c);
            case TEXT -> "text " + cursor.getString(c);
        };
    }

    private static List<String> seen(RecordBatch batch) {
        List<String> seen = new ArrayList<>();
        batch.visitValues(new Listing(seen));
        return seen;
    }

    /** Writes down what it is shown. */
    private record Listing(List<String> seen) implements ValueVisitor {
        @Override
        public void nullValue(int column) {
            seen.add(column + " null");
        }

        @Override
        public void longValue(int column, long value) {
            seen.add(column + " long " + value);
        }

        @Override
        public void doubleValue(int column, double value) {
            seen.add(column + " double " + value);
        }

        @Override
        public void booleanValue(int column, boolean value) {
            seen.add(column + " boolean " + value);
        }

        @Override
        public void decimalValue(int column, long unscaled) {
            seen.add(column + " decimal " + unscaled);
        }

        @Override
        public void dateValue(int column, long epochDay) {
            seen.add(column + " date " + epochDay);
        }

        @Override
        public void timeValue(int column, long micros) {
            seen.add(column + " time " + micros);
        }

        @Override
        public void textValue(int column, byte[] array, int offset, int length) {
            seen.add(column + " text " + new String(array, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void endRecord(int index) {
            seen.add("end " + index);
        }
    }

    private static RecordBatch typed(String records, CsvFormat format) throws IOException {
        String header = ALL.columns().stream().map(Column::name).collect(Collectors.joining(","));
        byte[] text = (header + "\n" + records).getBytes(StandardCharsets.UTF_8);
        try (CsvReader reader = CsvReader.builder().format(format).build("test", new ByteArrayInputStream(text))) {
            RecordBatch batch = Objects.requireNonNull(reader.read());
            return batch.project(ALL, IntStream.range(0, ALL.size()).toArray());
        }
    }
}
