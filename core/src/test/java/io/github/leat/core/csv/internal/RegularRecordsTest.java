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
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Texts that are, or seem to be, all alike, against the path that looks at each byte, which a format with comments takes. */
class RegularRecordsTest {
    /** No text below has it at the start of a line. */
    private static final char COMMENT = '\u0001';

    private static final int COLUMNS = 6;
    private static final int BLOCK = RegularRecords.BLOCK;
    private static final Schema SCHEMA = Schema.ofTexts(List.of("a", "b", "c", "d", "e", "f"));
    private static final List<String> PLAIN =
            List.of("", "1", "-12.5", "2024-03-05", "Kampala", "à la carte", "日本", "several words of text");
    private static final List<String> ENCLOSED = List.of(
            "\"\"",
            "\"1\"",
            "\"b, c\"",
            "\"line\nand line\"",
            "\"q\"\"q\"",
            "\"\"\"\"",
            "\"\"\"all\"\" of it\"",
            "\"é\"",
            "\"much more text, and more\"",
            "\"the \"\"end\"\" is far away" + " and further".repeat(12) + "\"");
    private static final List<String> MIXED =
            Stream.concat(PLAIN.stream(), ENCLOSED.stream()).toList();
    private static final List<String> ODD = List.of(
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
            "\"\n");

    /** How records are written. */
    private record Kind(List<String> values, String lineEnd) {
        String value(Random random) {
            return pick(values, random);
        }
    }

    private static final List<Kind> KINDS = Stream.of("\n", "\r\n")
            .flatMap(end -> Stream.of(new Kind(PLAIN, end), new Kind(ENCLOSED, end), new Kind(MIXED, end)))
            .toList();

    @Test
    void whatIsAlikeIsReadAsByteForByte() {
        Random random = new Random(21);
        for (int run = 0; run < 600; run++) {
            Kind kind = KINDS.get(run % KINDS.size());
            compare(kind, records(kind, random, 1 + random.nextInt(900), c -> kind.value(random)), run % 5 == 0);
        }
    }

    @Test
    void whatOnlySeemsToBeIsReadAsByteForByte() {
        Random random = new Random(22);
        for (int run = 0; run < 2_000; run++) {
            Kind kind = KINDS.get(run % KINDS.size());
            int records = 1 + random.nextInt(300);
            int odd = random.nextInt(records * COLUMNS);
            String text = records(kind, random, records, c -> c == odd ? pick(ODD, random) : kind.value(random));
            compare(kind, text, run % 5 == 0);
        }
    }

    /** Each byte once replaced, dropped and doubled: whatever comes of it has to be found. */
    @Test
    void anyByteMayBeAnother() {
        Random random = new Random(23);
        String others = ",\n\"\r\0x";
        for (Kind kind : KINDS) {
            String text = records(kind, random, 20, c -> kind.value(random));
            for (int i = 0; i < text.length(); i++) {
                for (int o = 0; o < others.length(); o++) {
                    compare(kind, text.substring(0, i) + others.charAt(o) + text.substring(i + 1), false);
                }
                compare(kind, text.substring(0, i) + text.substring(i + 1), false);
                compare(kind, text.substring(0, i) + text.charAt(i) + text.substring(i), true);
            }
        }
    }

    /** Sequences that are torn, forbidden, or go on in the next block or section. */
    @Test
    void bytesThatAreNotUtf8AreFound() {
        Random random = new Random(26);
        List<String> sequences =
                List.of("C3", "E6", "E697", "F09D", "E08080", "EDA080", "C0AF", "F4908080", "C3A9", "E697A5", "E0A485");
        for (int run = 0; run < 1_500; run++) {
            Kind kind = KINDS.get(run % KINDS.size());
            // Where all else is ASCII, nothing but the sequence makes anyone look.
            boolean ascii = run / KINDS.size() % 2 == 0;
            byte[] text = records(kind, random, 200, c -> ascii ? "0123456789" : kind.value(random))
                    .getBytes(StandardCharsets.UTF_8);
            byte[] sequence = HexFormat.of().parseHex(pick(sequences, random));
            int block = ascii ? RegularRecords.BLOCKS : random.nextInt(text.length / BLOCK - 1) + 1;
            int at = block * BLOCK - random.nextInt(5);
            System.arraycopy(sequence, 0, text, at, sequence.length);
            compare(kind, text, CsvFormat.builder(), run % 5 == 0);
        }
    }

    @Test
    void linesThatEndInsideOfQuotesAreCounted() {
        Random random = new Random(27);
        List<String> lines =
                List.of("\"\r\"", "\"a\r\n\"", "\"\n\r\"", "\"\r\r\n\n\"", "\"long enough to be elsewhere\r\n\"");
        for (int run = 0; run < 600; run++) {
            Kind kind = KINDS.get(run % KINDS.size());
            IntFunction<String> value = c -> c % 7 == 0 ? pick(lines, random) : kind.value(random);
            compare(kind, records(kind, random, 1 + random.nextInt(400), value), run % 5 == 0);
        }
    }

    /** Between CR and LF, inside quotes, a section may end, or a block; nothing else here makes anyone look at control characters. */
    @Test
    void aLineThatEndsWhereASectionDoesIsCountedOnce() {
        for (Kind kind : KINDS) {
            String record = "1,2,3,4,5,6" + kind.lineEnd();
            for (int length = 0; length < 100; length++) {
                for (String end : List.of("\r\n", "\r", "\n", "\r\r\n\n")) {
                    String text = record.repeat(RegularRecords.BLOCKS * BLOCK / record.length() - 3) + "\""
                            + "y".repeat(length) + end + "\"" + record.substring(1) + record.repeat(400);
                    compare(kind, text, false);
                }
            }
        }
    }

    /** What belongs to it is then left to the rules. */
    @Test
    void aRecordThatEndsWithAnotherLineEndWhereTheLastSectionDoes() {
        for (Kind kind : KINDS) {
            String record = "1,2,3,4,5,6" + kind.lineEnd();
            for (int length = 0; length < 2 * BLOCK; length++) {
                for (String end : List.of("\r", "\n", "\r\n", "\n\r")) {
                    String text = record.repeat(8 * BLOCK / record.length() - 2) + "1,2,3,4,5," + "y".repeat(length)
                            + end + record.repeat(3);
                    compare(kind, text, false);
                }
            }
        }
    }

    /** Chunks end anywhere: inside of quotes, between CR and LF, in a field with doubled quotes; and give their arrays back. */
    @Test
    void nothingIsLeftOverFromTheChunkBefore() {
        Random random = new Random(29);
        for (int run = 0; run < 900; run++) {
            Kind kind = KINDS.get(run % KINDS.size());
            byte[] cut = records(kind, random, 200, c -> kind.value(random)).getBytes(StandardCharsets.UTF_8);
            cut = Arrays.copyOf(cut, cut.length - BLOCK - random.nextInt(cut.length / 2));
            byte[] text = records(kind, random, 200, c -> kind.value(random)).getBytes(StandardCharsets.UTF_8);
            Tokenizer guessing = guessing(before(kind), CsvFormat.rfc4180());
            Tokenizer exact =
                    guessing(before(kind), CsvFormat.builder().comment(COMMENT).build());
            Chunk first = tokenize(guessing, cut, false);
            compare(first, tokenize(exact, cut, false), new String(cut, StandardCharsets.UTF_8));
            if (run % 2 == 0) {
                guessing.reuse(first);
            }
            Chunk second = tokenize(guessing, text, false);
            compare(second, tokenize(exact, text, false), new String(text, StandardCharsets.UTF_8));
            if (reader(kind) != null && !kind.values().equals(PLAIN)) {
                assertThat(second.doubledQuotes())
                        .as("known, since the guess holds")
                        .isNotSameAs(Chunk.noDoubledQuotes());
            }
        }
    }

    @Test
    void fieldsThatAreLongerThanASection() {
        int section = RegularRecords.BLOCKS * BLOCK;
        for (Kind kind : KINDS) {
            for (int length = 2 * section - BLOCK; length < 2 * section + BLOCK; length++) {
                String record =
                        "\"1\",\"a \"\"b\"\"" + "y".repeat(length) + "\",\"\",\"4\",\"5\",\"6\"" + kind.lineEnd();
                compare(kind, record.repeat(2), false);
            }
        }
    }

    @Test
    void whatAChunkKnowsStaysWithIt() {
        for (Kind kind : KINDS) {
            byte[] text = ("\"1\",\"a \"\"b\"\"\",\"\",\"4\",\"5\",\"6\"" + kind.lineEnd())
                    .repeat(200)
                    .getBytes(StandardCharsets.UTF_8);
            byte[] other =
                    new String(text, StandardCharsets.UTF_8).replace("a ", "").getBytes(StandardCharsets.UTF_8);
            Tokenizer tokenizer = guessing(before(new Kind(ENCLOSED, kind.lineEnd())), CsvFormat.rfc4180());
            Chunk chunk = tokenize(tokenizer, text, false);
            int[] known = chunk.doubledQuotes().clone();
            tokenize(tokenizer, other, false);
            assertThat(chunk.doubledQuotes()).isEqualTo(known);
        }
    }

    @Test
    void otherDelimitersAndNoQuotes() {
        Random random = new Random(28);
        for (int run = 0; run < 200; run++) {
            Kind kind = KINDS.get(run % KINDS.size());
            String text = records(kind, random, 1 + random.nextInt(400), c -> kind.value(random));
            compare(
                    kind,
                    text.replace(',', '\t').getBytes(StandardCharsets.UTF_8),
                    CsvFormat.builder().delimiter('\t'),
                    false);
            compare(
                    kind,
                    text.getBytes(StandardCharsets.UTF_8),
                    CsvFormat.builder().noQuote(),
                    false);
        }
    }

    @Test
    void recordsOfTwiceTheFieldsInHalfTheLinesAreNotMistaken() {
        for (Kind kind : KINDS) {
            String end = kind.lineEnd();
            // Three lines of two fields have as many ends as one of six, and the last of them ends a line.
            compare(kind, ("a,b" + end + "c,d" + end + "e,f" + end).repeat(200), false);
            compare(kind, ("\"a\",\"b\"" + end + "\"c\",\"d\"" + end + "\"e\",\"f\"" + end).repeat(200), false);
            compare(kind, ("a,b,c,d,e,f,g,h,i,j,k,l" + end).repeat(200), false);
            compare(
                    kind,
                    ("\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\",\"k\",\"l\"" + end).repeat(200),
                    false);
        }
    }

    /** Else all would be read by the rules: the same, but slower. */
    @Test
    void whatIsAlikeIsFoundToBe() {
        Random random = new Random(24);
        for (Kind kind : KINDS) {
            for (int run = 0; run < 50; run++) {
                RegularRecords regular = reader(kind);
                if (regular != null) {
                    String text = records(kind, random, 300, c -> kind.value(random));
                    assertRegular(regular, kind, text.substring(0, text.lastIndexOf(kind.lineEnd())));
                }
            }
        }
    }

    /** What reads such records; null if only vectors can, and there are none. */
    private static @Nullable RegularRecords reader(Kind kind) {
        RegularRecords vectors = Vectors.records((byte) ',', '"', new Foreign());
        if (vectors != null || kind.values().equals(MIXED)) {
            return vectors;
        }
        if (kind.values().equals(ENCLOSED)) {
            return new EnclosedRecords((byte) ',', '"', new Foreign());
        }
        return kind.lineEnd().equals("\n") ? new PlainRecords((byte) ',', '"', new Foreign()) : null;
    }

    /** Both want the same of the processor and the JVM; one that failed to load would only be missed as time. */
    @Test
    void thereAreVectorsForRecordsWhereThereAreForSections() {
        assertThat(Vectors.records((byte) ',', '"', new Foreign()) != null)
                .isEqualTo(Sections.best((byte) ',', '"') != null);
    }

    @Test
    void whatIsKnownOfThemIsHandedOn() {
        String plain = "1,2,3,4,5,6\n".repeat(90);
        String enclosed = "\"1\",\"a \"\"b\"\"\",\"\",\"4\",\"5\",\"6\"\n".repeat(40);
        BlockMarks marks = BlockMarks.best((byte) ',', '"', new Foreign());
        boolean vectors = Vectors.records((byte) ',', '"', new Foreign()) != null;
        assumeThat(marks == null || vectors)
                .as("with marks alone nothing is guessed")
                .isTrue();
        assertThat(read(plain, plain).plain()).isTrue();
        assertThat(read(enclosed, plain).plain()).isTrue();
        Tokenizer quotedBefore = guessing(enclosed.getBytes(StandardCharsets.UTF_8), CsvFormat.rfc4180());
        assertThat(tokenize(quotedBefore, enclosed.getBytes(StandardCharsets.UTF_8), false)
                        .plain())
                .isFalse();
        assertThat(tokenize(quotedBefore, plain.getBytes(StandardCharsets.UTF_8), false)
                        .plain())
                .isTrue();
        assertThat(read(plain, plain + "\"1\",2,3,4,5,6\n").plain()).isFalse();
        assertThat(read(plain, enclosed).plain()).isFalse();
        assertThat(read(enclosed, plain).doubledQuotes()).isSameAs(Chunk.noDoubledQuotes());
        int[] places = {8, 11, 29 + 8, 29 + 11};
        assertThat(read(enclosed, enclosed).plain()).isFalse();
        assertThat(read(enclosed, enclosed).doubledQuotes()).startsWith(places);
        int[] ofAnother = read(plain, enclosed).doubledQuotes();
        if (vectors) {
            assertThat(ofAnother).startsWith(places);
        } else {
            assertThat(ofAnother).isSameAs(Chunk.noDoubledQuotes());
        }
    }

    @Test
    void fieldsThatAreTooLargeAreFound() {
        for (Kind kind : KINDS) {
            Random random = new Random(25);
            String large = records(kind, random, 60, c -> kind.value(random));
            String small = records(kind, random, 20, c -> kind.values().get(0));
            // What is left to the rules is small.
            byte[] text = (large.substring(0, large.lastIndexOf('\n') + 1) + small).getBytes(StandardCharsets.UTF_8);
            compare(kind, text, CsvFormat.builder().maxFieldBytes(18), false);
        }
    }

    private static void assertRegular(RegularRecords regular, Kind kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] ends = new int[bytes.length + RegularRecords.SLACK];
        assertThat(regular.expectLineEnd(kind.lineEnd().length())).isTrue();
        readUpToReturn(regular, kind);
        regular.begin();
        int all = COLUMNS + (regular.notesFeeds() ? 1 : 0);
        int at = 0;
        int fields = 0;
        for (int blocks = regular.blocks(bytes.length); blocks > 0; blocks = regular.blocks(bytes.length - at)) {
            assertThat(regular.read(bytes, at, blocks, ends, fields)).as(text).isTrue();
            assertThat(regular.accountsFor((regular.fields + all - COLUMNS) / all - (fields + all - COLUMNS) / all))
                    .as(text)
                    .isTrue();
            int end = at + blocks * BLOCK;
            assertThat(regular.lines).as(text).isEqualTo(linesBefore(bytes, end) - linesBefore(bytes, at));
            at = end;
            fields = regular.fields;
        }
        int read = at;
        Chunk exact =
                read(before(kind), bytes, CsvFormat.builder().comment(COMMENT).build(), true);
        int[] expected = Arrays.stream(exact.fieldEnds(), 0, exact.recordFields()[exact.records()])
                .filter(end -> (end & Chunk.END) < read)
                .toArray();
        int[] found = Arrays.stream(ends, 0, fields)
                .filter(end -> !regular.notesFeeds() || bytes[end & Chunk.END] != '\n')
                .toArray();
        assertThat(found).as(text).isEqualTo(expected);
    }

    /** A section that ends between CR and LF, of which what is read next must not hear. */
    private static void readUpToReturn(RegularRecords regular, Kind kind) {
        int bytes = RegularRecords.BLOCKS * BLOCK;
        String text =
                kind.values().equals(PLAIN) ? "y".repeat(bytes - 1) + "\r\n" : "\"" + "y".repeat(bytes - 3) + "\"\r\n";
        regular.begin();
        regular.read(
                text.getBytes(StandardCharsets.UTF_8),
                0,
                RegularRecords.BLOCKS,
                new int[bytes + RegularRecords.SLACK],
                0);
    }

    /** How many lines end before; one that ends with CRLF does at its CR. */
    private static int linesBefore(byte[] text, int end) {
        int lines = 0;
        for (int i = 0; i < end; i++) {
            lines += text[i] == '\r' || (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) ? 1 : 0;
        }
        return lines;
    }

    private static String records(Kind kind, Random random, int records, IntFunction<String> value) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < records * COLUMNS; c++) {
            text.append(value.apply(c)).append((c + 1) % COLUMNS == 0 ? kind.lineEnd() : ",");
        }
        // where blocks begin is another place each time
        return text.append("x".repeat(random.nextInt(64))).toString();
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static void compare(Kind kind, String text, boolean isEnd) {
        compare(kind, text.getBytes(StandardCharsets.UTF_8), CsvFormat.builder(), isEnd);
    }

    /** Reads the text as a second chunk, behind one that makes the tokenizer guess. */
    private static void compare(Kind kind, byte[] bytes, CsvFormat.Builder format, boolean isEnd) {
        CsvFormat guessed = format.build();
        byte[] before = new String(before(kind), StandardCharsets.UTF_8)
                .replace(',', guessed.delimiter())
                .getBytes(StandardCharsets.UTF_8);
        Chunk read = read(before, bytes, guessed, isEnd);
        Chunk exact = read(before, bytes, format.comment(COMMENT).build(), isEnd);
        compare(read, exact, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** What makes the tokenizer guess. */
    private static byte[] before(Kind kind) {
        String text = records(kind, new Random(1), 20, c -> kind.values().get(c % 2));
        return text.substring(0, text.lastIndexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);
    }

    private static void compare(Chunk read, Chunk exact, String text) {
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

    private static Chunk read(String before, String text) {
        return read(
                before.getBytes(StandardCharsets.UTF_8),
                text.getBytes(StandardCharsets.UTF_8),
                CsvFormat.rfc4180(),
                true);
    }

    private static Chunk read(byte[] before, byte[] text, CsvFormat format, boolean isEnd) {
        return tokenize(guessing(before, format), text, isEnd);
    }

    private static Tokenizer guessing(byte[] before, CsvFormat format) {
        Tokenizer tokenizer = Tokenizer.of(format, false);
        tokenizer.expectFields(COLUMNS);
        tokenize(tokenizer, before, false);
        return tokenizer;
    }

    private static Chunk tokenize(Tokenizer tokenizer, byte[] bytes, boolean isEnd) {
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
