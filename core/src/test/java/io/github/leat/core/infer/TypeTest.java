package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ValueFormat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypeTest {
    static List<String> types() throws IOException {
        return Cases.read("types.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replace("\\u00A0", "\u00A0").replace("\\u202F", "\u202F"))
                .toList();
    }

    /** One column of these values, beside another, so that empty ones are no blank lines. */
    private static String table(List<String> values) {
        return values.stream()
                .map(value -> "x,\"" + value.replace("\"", "\"\"") + "\"\n")
                .map(line -> line.replace(",\"\"\n", ",\n"))
                .collect(Collectors.joining("", "key,value\n", ""));
    }

    @ParameterizedTest
    @MethodSource("types")
    void typeIsLossless(String example) throws IOException {
        String[] parts = example.split(" => ", 2);
        Layout layout = Inference.builder()
                .header(Inference.Header.PRESENT)
                .build()
                .infer(TextOf.of(table(List.of(parts[0].split("\\|", -1)))));
        Column column = layout.schema().column(1);
        String format = column.format().map(f -> " " + f.pattern()).orElse("");
        assertThat(column.type() + format).as(layout.columns().get(1).reason()).isEqualTo(parts[1]);
        boolean empty = parts[0].replace("|", "").isEmpty();
        assertThat(column.origin()).isEqualTo(empty ? Column.Origin.NO_VALUES : Column.Origin.INFERRED);
    }

    private static Evidence evidence(String... values) throws IOException {
        return Inference.defaults()
                .infer(TextOf.of(table(List.of(values))))
                .columns()
                .get(1);
    }

    @Test
    void evidenceNamesTheValueThatBreaksTheType() throws IOException {
        assertThat(evidence("12", "007", "13").reason())
                .isEqualTo("\"007\" in record 2 has a leading zero; 2 of 3 values are integers.");
        assertThat(evidence("12", "13", "NA").reason())
                .isEqualTo("\"NA\" in record 3 is not one of the integers; 2 of 3 values are integers."
                        + " Declare it as null text if it stands for a missing value.");
    }

    @Test
    void evidenceOfADateThatReadsTwoWaysListsBoth() throws IOException {
        Evidence evidence = evidence("01/02/2020", "03/04/2020");
        assertThat(evidence.confidence()).isEqualTo(0.5);
        assertThat(evidence.candidates())
                .extracting(Evidence.Candidate::decision)
                .containsExactly("DATE(dd/MM/yyyy)", "DATE(MM/dd/yyyy)");
    }

    @Test
    void declaredFormatSettlesADateThatReadsTwoWays() throws IOException {
        Layout layout = Inference.builder()
                .types(Map.of("value", ColumnType.DATE))
                .formats(Map.of("value", new ValueFormat("MM/dd/yyyy")))
                .build()
                .infer(TextOf.of(table(List.of("01/02/2020", "03/04/2020"))));
        assertThat(layout.schema().column(1).type()).isEqualTo(ColumnType.DATE);
        assertThat(layout.schema().column(1).format()).contains(new ValueFormat("MM/dd/yyyy"));
        assertThat(layout.schema().column(1).origin()).isEqualTo(Column.Origin.DECLARED);
    }

    @Test
    void declaredTruthValuesMayBeZeroAndOne() throws IOException {
        Layout layout = Inference.builder()
                .types(Map.of("value", ColumnType.BOOLEAN))
                .build()
                .infer(TextOf.of(table(List.of("0", "1"))));
        assertThat(layout.schema().column(1).format()).contains(ValueFormat.ONE_ZERO);
    }

    @Test
    void declaredNullTextsSayNothingAboutTheType() throws IOException {
        Layout layout = Inference.builder()
                .format(CsvFormat.builder().nullTexts(Set.of("", "NA")).build())
                .build()
                .infer(TextOf.of("key,value\nx,1\ny,NA\n"));
        assertThat(layout.schema().column(1).type()).isEqualTo(ColumnType.LONG);
        assertThat(layout.schema().column(1).nullable()).isTrue();
        assertThat(layout.format().nullTexts()).containsExactlyInAnyOrder("", "NA");
    }

    @Test
    void quotedEmptyTextsLeaveNumbersNumbers() throws IOException {
        Layout layout = Inference.defaults().infer(TextOf.of("\"a\",\"b\"\n\"1\",\"\"\n\"2\",\"x\"\n"));
        assertThat(layout.schema().toString()).isEqualTo("a LONG, b TEXT");
        layout = Inference.defaults().infer(TextOf.of("\"a\",\"b\"\n\"1\",\"x\"\n\"\",\"x\"\n"));
        assertThat(layout.schema().column(0).type()).isEqualTo(ColumnType.LONG);
        assertThat(layout.schema().column(0).nullable()).isTrue();
    }

    @Test
    void coordinatesAreDoublesByNameOrTagAndOnlyWhereLossless() throws IOException {
        String text = "latitude,Place Lon,y,z\n,,#geo+lat,\n36.5,1.25,2.5,7.5\n37.5,1.23456789012345678,3.5,8.5\n";
        assertThat(Inference.defaults().infer(TextOf.of(text)).schema().toString())
                .isEqualTo("latitude DOUBLE, place_lon DECIMAL(18,17), y DOUBLE, z DECIMAL(18,1)");
    }

    @Test
    void onlyAnExhaustiveSampleProvesThatThereAreNoNulls() throws IOException {
        String text = table(List.of("1", "2", "3", "4"));
        assertThat(Inference.defaults()
                        .infer(TextOf.of(text))
                        .schema()
                        .column(1)
                        .nullable())
                .isFalse();
        Layout part = Inference.builder().sampleBytes(24).build().infer(TextOf.of(text));
        assertThat(part.exhaustive()).isFalse();
        assertThat(part.schema().column(1).nullable()).isTrue();
    }

    private static Column declared(ColumnType type, String format, String... values) throws IOException {
        Layout layout = Inference.builder()
                .types(Map.of("value", type))
                .formats(format.isEmpty() ? Map.of() : Map.of("value", new ValueFormat(format)))
                .build()
                .infer(TextOf.of(table(List.of(values))));
        assertThat(layout.columns().get(1).confidence())
                .as(layout.columns().get(1).reason())
                .isEqualTo(1);
        return layout.schema().column(1);
    }

    @Test
    void declaredFormatsOfNumbersAndInstantsAreRead() throws IOException {
        declared(ColumnType.TIMESTAMP_TZ, "epoch", "1577836800", "1577836800.25", "-1");
        declared(ColumnType.TIMESTAMP_TZ, "epoch_millis", "1577836800000", "0");
        declared(ColumnType.TIMESTAMP_TZ, "epoch_micros", "1577836800000000", "0");
        declared(ColumnType.decimal(30, 2), "#.##0,00", "12.345.678.901.234.567.890,5", "1234,25");
        declared(ColumnType.DOUBLE, "0,0", "1,5", "2");
        declared(ColumnType.DATE, "MMM-yy", "Jan-20", "Feb-21");
    }

    @Test
    void formOfADeclaredNumberIsFoundWhereOnlyOneFits() throws IOException {
        assertThat(declared(ColumnType.LONG, "", "1,234,567", "12").format()).contains(new ValueFormat("#,##0"));
        assertThat(declared(ColumnType.decimal(10, 2), "", "1,5", "2,25").format())
                .contains(new ValueFormat("0,0"));
    }

    @Test
    void formatThatIsNoneOfItsTypeIsRefusedBeforeAnythingIsRead() {
        for (String[] wrong : new String[][] {
            {"LONG", "dd/MM/yyyy"},
            {"TIMESTAMP_TZ", "dd/MM/yyyy"},
            {"DATE", "dd/QQ/yyyy"},
            {"BOOLEAN", "yes"},
            {"LONG", "#,##0,0"}
        }) {
            Inference.Builder builder = Inference.builder()
                    .types(Map.of("a", ColumnType.parse(wrong[0])))
                    .formats(Map.of("a", new ValueFormat(wrong[1])));
            assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(wrong[1]);
        }
    }

    @Test
    void decimalCommasAreProvenBySemicolonsOnly() throws IOException {
        Layout semicolons = Inference.defaults().infer(TextOf.of("a;b\n1;1,5\n2;2,25\n3;3\n"));
        assertThat(semicolons.schema().toString()).isEqualTo("a LONG, b DECIMAL(18,2)");
        Evidence commas = evidence("1,5", "2,25", "3");
        assertThat(commas.confidence()).isEqualTo(0.5);
        assertThat(commas.candidates()).extracting(Evidence.Candidate::decision).containsExactly("DECIMAL(18,2)(0,0)");
        assertThat(evidence("1,234", "5,678").candidates())
                .extracting(Evidence.Candidate::decision)
                .containsExactly("DECIMAL(18,3)(0,0)", "LONG(#,##0)");
    }

    @Test
    void coordinatesWithDecimalCommasAreDoublesToo() throws IOException {
        Layout layout = Inference.defaults().infer(TextOf.of("lat;b\n36,5;x\n-37,25;y\n"));
        assertThat(layout.schema().toString()).isEqualTo("lat DOUBLE, b TEXT");
    }

    @Test
    void textsWithANameAreCalledByIt() throws IOException {
        assertThat(evidence("123e4567-e89b-12d3-a456-426614174000").reason())
                .isEqualTo("1 of 1 values are UUIDs, which are kept as text.");
        assertThat(evidence("{\"a\": [1, null]}", "[]").reason())
                .isEqualTo("2 of 2 values are JSON texts, which are kept as text.");
        assertThat(evidence("{a: 1}", "[").reason()).startsWith("The values are texts, such as");
    }

    @Test
    void nullLikeTextIsProposedButNeverTaken() throws IOException {
        Evidence evidence = evidence("1", "2", "3", "..", "..");
        assertThat(evidence.decision()).isEqualTo("TEXT");
        assertThat(evidence.candidates())
                .extracting(Evidence.Candidate::decision)
                .containsExactly("null text ..");
        assertThat(evidence("1", "2", "3", "..", "-").candidates()).isEmpty();
    }

    @Test
    void recordsOfAnotherWidthProveNothing() throws IOException {
        String text = "a,b\n1,2\n3,4\n5,6\nSource: somebody\n";
        assertThat(Inference.defaults().infer(TextOf.of(text)).schema().toString())
                .isEqualTo("a LONG, b LONG");
    }
}
