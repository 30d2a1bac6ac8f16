package io.github.leat.core.csv.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.leat.core.Position;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.internal.Chunk;
import io.github.leat.core.record.internal.TextBatch;
import io.github.leat.core.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Texts that are, or seem to be, all alike, against the path that looks at each byte, which a format with comments takes. */
class RegularRecordsTest {
    /** No text below has it at the start of a line. */
    private static final char COMMENT = '\u0001';

    private static final int COLUMNS = 6;
    private static final Schema SCHEMA = Schema.ofTexts(List.of("a", "b", "c", "d", "e", "f"));
    private static final String[] PLAIN = {
        "", "1", "-12.5", "2024-03-05", "Kampala", "à la carte", "日本", "several words of text"
    };
    private static final String[] ENCLOSED = {
        "\"\"",
        "\"1\"",
        "\"b, c\"",
        "\"line\nand line\"",
        "\"q\"\"q\"",
        "\"\"\"\"",
        "\"\"\"all\"\" of it\"",
        "\"é\"",
        "\"much more text, and more\"",
        "\"the \"\"end\"\" is far away" + " and further".repeat(12) + "\""
    };
    private static final String[] ODD = {
        "",
        "\"a\"",
        "a\"b",
        "\"a\"b",
        "\0",
        "\t",
        "\"",
        "\r",
        "\n",
        "\n\n",
        ",",
        "\"\r\n\"",
        "\"\0\"",
        "\"a\rb\"",
        "x\",\"y",
        "\"a\";\"b\"",
        "\"\n"
    };

    @Test
    void whatIsAlikeIsReadAsByteForByte() {
        Random random = new Random(21);
        for (int run = 0; run < 400; run++) {
            String[] values = run % 2 == 0 ? PLAIN : ENCLOSED;
            compare(values, records(random, 1 + random.nextInt(900), c -> pick(values, random)), run % 3 == 0);
        }
    }

    @Test
    void whatOnlySeemsToBeIsReadAsByteForByte() {
        Random random = new Random(22);
        for (int run = 0; run < 1_500; run++) {
            String[] values = run % 2 == 0 ? PLAIN : ENCLOSED;
            int records = 1 + random.nextInt(300);
            int odd = random.nextInt(records * COLUMNS);
            String text = records(random, records, c -> c == odd ? pick(ODD, random) : pick(values, random));
            compare(values, text, run % 3 == 0);
        }
    }

    /** Each byte once replaced, dropped and doubled: whatever comes of it has to be found. */
    @Test
    void anyByteMayBeAnother() {
        Random random = new Random(23);
        String others = ",\n\"\r\0x";
        for (String[] values : new String[][] {PLAIN, ENCLOSED}) {
            String text = records(random, 20, c -> pick(values, random));
            for (int i = 0; i < text.length(); i++) {
                for (int o = 0; o < others.length(); o++) {
                    compare(values, text.substring(0, i) + others.charAt(o) + text.substring(i + 1), false);
                }
                compare(values, text.substring(0, i) + text.substring(i + 1), false);
                compare(values, text.substring(0, i) + text.charAt(i) + text.substring(i), true);
            }
        }
    }

    @Test
    void recordsOfTwiceTheFieldsInHalfTheLinesAreNotMistaken() {
        // Three lines of two fields have as many ends as one of six, and the last of them is an LF.
        compare(PLAIN, "a,b\nc,d\ne,f\n".repeat(200), false);
        compare(ENCLOSED, "\"a\",\"b\"\n\"c\",\"d\"\n\"e\",\"f\"\n".repeat(200), false);
        compare(PLAIN, "a,b,c,d,e,f,g,h,i,j,k,l\n".repeat(200), false);
        compare(
                ENCLOSED,
                "\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\",\"k\",\"l\"\n".repeat(200),
                false);
    }

    /** Else all would be read by the rules: the same, but slower. */
    @Test
    void whatIsAlikeIsFoundToBe() {
        Random random = new Random(24);
        for (int run = 0; run < 50; run++) {
            String plain = records(random, 300, c -> pick(PLAIN, random));
            assertThat(isRegular(new PlainRecords((byte) ',', '"', new Foreign()), plain))
                    .as(plain)
                    .isTrue();
            String enclosed = records(random, 300, c -> pick(ENCLOSED, random));
            assertThat(isRegular(new EnclosedRecords((byte) ',', '"', new Foreign()), enclosed))
                    .as(enclosed)
                    .isTrue();
        }
    }

    @Test
    void whatIsKnownOfThemIsHandedOn() {
        String plain = "1,2,3,4,5,6\n".repeat(40);
        String enclosed = "\"1\",\"a \"\"b\"\"\",\"\",\"4\",\"5\",\"6\"\n".repeat(40);
        assumeThat(BlockMarks.best((byte) ',', '"', new Foreign()))
                .as("with vectors nothing is guessed")
                .isNull();
        assertThat(read(plain, plain, CsvFormat.rfc4180(), true).plain()).isTrue();
        assertThat(read(plain, enclosed, CsvFormat.rfc4180(), true).plain()).isFalse();
        assertThat(read(plain, enclosed, CsvFormat.rfc4180(), true).doubledQuotes())
                .isSameAs(Chunk.noDoubledQuotes());
        assertThat(read(enclosed, plain, CsvFormat.rfc4180(), true).doubledQuotes())
                .isSameAs(Chunk.noDoubledQuotes());
        Chunk doubled = read(enclosed, enclosed, CsvFormat.rfc4180(), true);
        assertThat(doubled.plain()).isFalse();
        assertThat(doubled.doubledQuotes()).startsWith(8, 11, 29 + 8, 29 + 11);
    }

    @Test
    void fieldsThatAreTooLargeAreFound() {
        for (String[] values : new String[][] {PLAIN, ENCLOSED}) {
            Random random = new Random(25);
            String large = records(random, 60, c -> pick(values, random));
            String small = records(random, 20, c -> values[0]);
            // What is left to the rules is small.
            compare(values, large.substring(0, large.lastIndexOf('\n') + 1) + small, false, 18);
        }
    }

    private static boolean isRegular(RegularRecords regular, String text) {
        byte[] bytes = text.substring(0, text.lastIndexOf('\n')).getBytes(StandardCharsets.UTF_8);
        regular.begin();
        int blocks = bytes.length / RegularRecords.BLOCK;
        return regular.read(bytes, 0, blocks, new int[bytes.length + RegularRecords.SLACK], 0);
    }

    private static String records(Random random, int records, IntFunction<String> value) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < records * COLUMNS; c++) {
            text.append(value.apply(c)).append((c + 1) % COLUMNS == 0 ? '\n' : ',');
        }
        // where blocks begin is another place each time
        return text.append("x".repeat(random.nextInt(64))).toString();
    }

    private static String pick(String[] from, Random random) {
        return from[random.nextInt(from.length)];
    }

    private static void compare(String[] values, String text, boolean isEnd) {
        compare(values, text, isEnd, 1_000);
    }

    /** Reads the text as a second chunk, behind one that makes the tokenizer guess. */
    private static void compare(String[] values, String text, boolean isEnd, int maxFieldBytes) {
        String before = records(new Random(1), 20, c -> values[c % 2]);
        before = before.substring(0, before.lastIndexOf('\n') + 1);
        CsvFormat.Builder format = CsvFormat.builder().maxFieldBytes(maxFieldBytes);
        Chunk read = read(before, text, format.build(), isEnd);
        Chunk exact = read(before, text, format.comment(COMMENT).build(), isEnd);
        int records = exact.records();
        assertThat(read.records()).as(text).isEqualTo(records);
        assertThat(Arrays.copyOf(read.recordStarts(), records + 1))
                .as(text)
                .isEqualTo(Arrays.copyOf(exact.recordStarts(), records + 1));
        assertThat(Arrays.copyOf(read.recordFields(), records + 1))
                .as(text)
                .isEqualTo(Arrays.copyOf(exact.recordFields(), records + 1));
        int fields = exact.recordFields()[records];
        assertThat(Arrays.copyOf(read.fieldEnds(), fields))
                .as(text)
                .isEqualTo(Arrays.copyOf(exact.fieldEnds(), fields));
        assertThat(read.faults()).as(text).isEqualTo(exact.faults());
        assertThat(read.endLine()).as(text).isEqualTo(exact.endLine());
        assertThat(shown(read)).as(text).isEqualTo(shown(exact));
    }

    private static Chunk read(String before, String text, CsvFormat format, boolean isEnd) {
        Tokenizer tokenizer = Tokenizer.of(format, false);
        tokenizer.expectFields(COLUMNS);
        tokenize(tokenizer, before, false);
        return tokenize(tokenizer, text, isEnd);
    }

    private static Chunk tokenize(Tokenizer tokenizer, String text, boolean isEnd) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // room enough for doubled quotes to be taken out the fast way
        byte[] buffer = Arrays.copyOf(bytes, bytes.length + 3 * Tokenizer.SLACK);
        return tokenizer.tokenize(buffer, 0, bytes.length, isEnd, Position.startOf("test"), Integer.MAX_VALUE);
    }

    private static List<String> shown(Chunk chunk) {
        List<String> fields = new ArrayList<>();
        new TextBatch(chunk, SCHEMA)
                .visit((column, array, offset, length) ->
                        fields.add(new String(array, offset, length, StandardCharsets.ISO_8859_1)));
        return fields;
    }
}
