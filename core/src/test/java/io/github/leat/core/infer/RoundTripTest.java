package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.io.TextStream;
import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Any table, written in any dialect, is inferred and read as it was.
 *
 * <p>Where a text can be read in two ways, no inference can tell; so the generator keeps to tables of which one reading is
 * the likelier: at least two columns and four records, a header of words, an id that counts, values that do not begin or end
 * with blanks. Texts in the values hold delimiters, quotes and line ends. Single quotes are around all fields or none: around one
 * field of many they are taken for apostrophes. Backslash escapes are left out: a lone one is taken for a stray quote.
 */
class RoundTripTest {
    /** How a table is written. */
    record Written(
            char delimiter,
            char quote,
            Escape escape,
            String lineEnd,
            Charset charset,
            boolean mark,
            boolean quoteAll) {}

    @Property(tries = 400)
    void anyTableInAnyDialectIsReadAsItWas(
            @ForAll("tables") List<List<String>> table,
            @ForAll("dialects") Written dialect,
            @ForAll("buffers") int bufferBytes)
            throws IOException {
        byte[] bytes = write(table, dialect);
        Layout layout = Inference.defaults().infer(TextOf.of(bytes));
        List<List<String>> read = new ArrayList<>();
        try (TextStream text = layout.text().open(0);
                CsvReader reader = CsvReader.builder()
                        .format(layout.format())
                        .noHeader()
                        .bufferBytes(bufferBytes)
                        .build("test.csv", text)) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                for (RecordCursor cursor = batch.cursor(); cursor.next(); ) {
                    int columns = cursor.fieldCount();
                    read.add(IntStream.range(0, columns)
                            .mapToObj(cursor::getString)
                            .toList());
                }
            }
        }
        assertThat(read).isEqualTo(table);
        assertThat(layout.schema().columns().stream()
                        .map(column -> column.name())
                        .toList())
                .isEqualTo(table.get(0));
        assertThat(layout.recordsSampled()).isEqualTo(table.size() - 1L);
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> word = Arbitraries.of(
                "Ann",
                "Gitega",
                "no data",
                "é",
                "Ñandú",
                "x, y",
                "a; b",
                "p|q",
                "say \"hi\"",
                "it's",
                "two\nlines",
                "t\tab",
                "#1",
                "50%",
                "");
        Arbitrary<String> number = Arbitraries.integers().between(-5000, 5000).map(String::valueOf);
        Arbitrary<List<Boolean>> kinds =
                Arbitraries.of(true, false).list().ofMinSize(1).ofMaxSize(5);
        return kinds.flatMap(texts -> {
            List<Arbitrary<String>> columns = new ArrayList<>();
            texts.forEach(text -> columns.add(text ? word : number));
            Arbitrary<List<List<String>>> rows = Combinators.combine(columns)
                    .as(List::copyOf)
                    .list()
                    .ofMinSize(4)
                    .ofMaxSize(30);
            return rows.map(body -> withHeader(body, texts.size()));
        });
    }

    private static List<List<String>> withHeader(List<List<String>> body, int width) {
        List<List<String>> table = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("id"));
        IntStream.range(0, width).forEach(c -> header.add("column " + (char) ('A' + c)));
        table.add(header);
        for (int r = 0; r < body.size(); r++) {
            List<String> record = new ArrayList<>(List.of(String.valueOf(r + 1)));
            record.addAll(body.get(r));
            table.add(record);
        }
        return table;
    }

    @Provide
    Arbitrary<Written> dialects() {
        return Combinators.combine(
                        Arbitraries.of(',', ';', '\t', '|'),
                        Arbitraries.of('"', '\''),
                        Arbitraries.just(Escape.DOUBLED),
                        Arbitraries.of("\n", "\r\n", "\r"),
                        Arbitraries.of(
                                StandardCharsets.UTF_8,
                                StandardCharsets.UTF_16LE,
                                StandardCharsets.UTF_16BE,
                                Charset.forName("windows-1252")),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Written::new)
                .filter(how -> how.quote() == '"' || how.quoteAll());
    }

    @Provide
    Arbitrary<Integer> buffers() {
        return Arbitraries.of(64, 65, 100, 4096, 1 << 18);
    }

    private static byte[] write(List<List<String>> table, Written how) {
        StringBuilder text = new StringBuilder();
        String quote = String.valueOf(how.quote());
        for (List<String> record : table) {
            for (int c = 0; c < record.size(); c++) {
                String value = record.get(c);
                boolean special = value.indexOf(how.delimiter()) >= 0
                        || value.contains(quote)
                        || value.contains("\n")
                        || value.contains("\\");
                text.append(c == 0 ? "" : how.delimiter());
                String inner = how.escape() == Escape.BACKSLASH
                        ? value.replace("\\", "\\\\").replace(quote, "\\" + quote)
                        : value.replace(quote, quote + quote);
                text.append(how.quoteAll() || special ? quote + inner + quote : value);
            }
            text.append(how.lineEnd());
        }
        boolean mark = how.mark() && !how.charset().name().startsWith("windows");
        return ((mark ? "\uFEFF" : "") + text).getBytes(how.charset());
    }
}
