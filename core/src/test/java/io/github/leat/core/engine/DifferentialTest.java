package io.github.leat.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.csv.InterpretationPage;
import io.github.leat.core.engine.EngineDialect.Plain;
import io.github.leat.core.engine.internal.RecodedStream;
import io.github.leat.core.fuzz.PlainReader;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Leat's reader against three others on generated texts. */
class DifferentialTest {
    private static final int WELL_FORMED = 800;
    private static final int MALFORMED = 1_500;

    /** More than any text has. */
    private static final int BUFFER_BYTES = 4 << 10;

    /** More than any text has: what a parser makes ready for the columns that it may meet is most of its work otherwise. */
    private static final CsvFormat FORMAT =
            CsvFormat.rfc4180().toBuilder().maxColumns(100).build();

    enum Parser {
        COMMONS,
        UNIVOCITY,
        FASTCSV
    }

    /** What makes a text one that parsers read differently, and the rule of the page under which it is listed. */
    enum Trait {
        /** A lone CR, or more than one kind of line end. */
        LINE_ENDS("L4"),
        /** A quote inside an unquoted field, or text after a closing quote. */
        STRAY("Q7"),
        /** A quote that is never closed. */
        OPEN("Q10");

        final String rule;

        Trait(String rule) {
            this.rule = rule;
        }
    }

    private static final String[] VALUES = {
        "a",
        "bc",
        " ",
        " d ",
        "é",
        "日本",
        "1.50",
        "x;y",
        "p,q",
        "t\tu",
        "say \"hi\"",
        "\"",
        "two\nlines",
        "cr\rcr",
        "#no",
        "\\"
    };

    /** A lone CR is not always one to Univocity. */
    private static final List<String> LINE_ENDS = List.of("\n", "\r\n", "\r");

    private static final String[] PIECES = {
        ",", ",", "\"", "\"", "\"\"", "\n", "\r\n", "\r", "a", "bc", " ", "é", "\n", "\",\"", "0"
    };

    @ParameterizedTest
    @EnumSource
    void wellFormedTextIsReadAlike(Parser parser) throws IOException {
        Random random = new Random(4180);
        for (int round = 0; round < WELL_FORMED; round++) {
            char delimiter = ",;\t|".charAt(random.nextInt(4));
            String lineEnd = LINE_ENDS.get(random.nextInt(parser == Parser.UNIVOCITY ? 2 : 3));
            List<List<String>> table = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            int width = 2 + random.nextInt(4);
            for (int r = 1 + random.nextInt(12); r > 0; r--) {
                List<String> record = new ArrayList<>();
                for (int c = 0; c < width; c++) {
                    String value = random.nextInt(6) == 0 ? "" : VALUES[random.nextInt(VALUES.length)];
                    // Inside quotes only the file's own line end: one kind of line end is what makes a text
                    // well-formed.
                    value = value.replace("\r", lineEnd).replace("\n", lineEnd);
                    record.add(value);
                    boolean quoted = random.nextInt(5) == 0 || value.matches("(?s).*[\"\r\n" + delimiter + "].*");
                    text.append(c == 0 ? "" : delimiter);
                    text.append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
                }
                table.add(record);
                text.append(r == 1 && random.nextBoolean() ? "" : lineEnd);
            }
            CsvFormat format = FORMAT.toBuilder().delimiter(delimiter).build();
            String shown = text.toString().replace("\r", "\\r");
            assertThat(read(null, text.toString(), format))
                    .as("leat: %s", shown)
                    .isEqualTo(table);
            assertThat(read(parser, text.toString(), format)).as(shown).isEqualTo(table);
        }
    }

    @ParameterizedTest
    @EnumSource
    void malformedTextIsReadDifferentlyOnlyWhereThePageSaysSo(Parser parser) throws IOException {
        Random random = new Random(1);
        Set<Trait> listed = listed(parser);
        Set<Trait> seen = EnumSet.noneOf(Trait.class);
        for (int round = 0; round < MALFORMED; round++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(25); n > 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            Set<Trait> traits = traits(text.toString());
            traits.retainAll(listed);
            List<List<String>> ours = read(null, text.toString(), FORMAT);
            List<List<String>> theirs = read(parser, text.toString(), FORMAT);
            if (!ours.equals(theirs)) {
                String shown = text.toString().replace("\r", "\\r");
                assertThat(traits)
                        .as("%s: ours %s, theirs %s", shown, ours, theirs)
                        .isNotEmpty();
                if (traits.size() == 1) {
                    seen.addAll(traits);
                }
            }
        }
        assertThat(seen).as("what the page lists is there").isEqualTo(listed);
    }

    private static Set<Trait> listed(Parser parser) throws IOException {
        Set<String> rules = InterpretationPage.differencesOf(parser.name().toLowerCase(Locale.ROOT))
                .keySet();
        Set<Trait> listed = EnumSet.noneOf(Trait.class);
        for (Trait trait : Trait.values()) {
            // An open quote is no fault for Commons CSV, but the fields are the same.
            if (rules.contains(trait.rule) && !(trait == Trait.OPEN && parser == Parser.COMMONS)) {
                listed.add(trait);
            }
        }
        return listed;
    }

    private static Set<Trait> traits(String text) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        String one = text.replace("\r\n", "N");
        int kinds = (text.contains("\r\n") ? 1 : 0) + (one.contains("\r") ? 1 : 0) + (one.contains("\n") ? 1 : 0);
        if (kinds > 1 || one.contains("\r")) {
            traits.add(Trait.LINE_ENDS);
        }
        for (PlainReader.Plain record : PlainReader.read(text.getBytes(StandardCharsets.UTF_8), CsvFormat.rfc4180())) {
            if (record.stray()) {
                traits.add(Trait.STRAY);
            }
            if (record.faulty()) {
                traits.add(Trait.OPEN);
            }
        }
        return traits;
    }

    @SuppressWarnings("removal") // FastCSV 4.4 has no other way to take text behind a closing quote
    private static List<List<String>> read(@Nullable Parser parser, String text, CsvFormat format) throws IOException {
        if (parser == Parser.FASTCSV) {
            List<List<String>> records = new ArrayList<>();
            try (var reader = de.siegmar.fastcsv.reader.CsvReader.builder()
                    .fieldSeparator(format.delimiter())
                    .skipEmptyLines(true)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowExtraCharsAfterClosingQuote(true)
                    .ofCsvRecord(text)) {
                reader.forEach(record -> records.add(record.getFields()));
            }
            return records;
        }
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        if (parser != null) {
            in = new RecodedStream("text", in, CsvEngine.valueOf(parser.name()), new Plain(format));
        }
        CsvFormat read = parser == null ? format : CsvFormat.rfc4180();
        List<List<String>> records = new ArrayList<>();
        try (CsvReader reader = CsvReader.builder()
                .format(read)
                .noHeader()
                .bufferBytes(BUFFER_BYTES)
                .build("text", in)) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                for (RecordCursor cursor = batch.cursor(); cursor.next(); ) {
                    List<String> record = new ArrayList<>();
                    for (int c = 0; c < cursor.fieldCount(); c++) {
                        record.add(cursor.getString(c));
                    }
                    records.add(record);
                }
            }
        }
        return records;
    }
}
