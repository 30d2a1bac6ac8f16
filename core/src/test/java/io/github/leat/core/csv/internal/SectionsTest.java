package io.github.leat.core.csv.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.Position;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.internal.Chunk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Texts of several sections against the path that looks at each byte, which a format with comments takes. */
class SectionsTest {
    private static final int MOST_BYTES = 5 * Sections.BLOCKS * Sections.BLOCK;
    /** No text below has it at the start of a line. */
    private static final char COMMENT = '\u0001';

    private static final String[] VALUES = {"", "", "1", "ab", "Kampala", "-12.5", "2024-03-05", "several words of text"
    };
    private static final String[] ENCLOSED = {
        "\"\"", "\"a\"", "\"b, c\"", "\"line\nand line\"", "\"q\"\"q\"", "\"\"\"\"", "\"x\r\ny\""
    };
    private static final String[] FOREIGN = {"é", "à la", "日本", "ነጻነት", "हिन्दी", "𝄞", "ÿ"};
    private static final byte[] WHOLE = "é".getBytes(StandardCharsets.UTF_8);
    private static final String[] ODD = {"a\"b", "\"a\"b", "\0", "\"", "\r", "\n\n"};

    @Test
    void recordsInOrderAreReadAsByteForByte() {
        Random random = new Random(11);
        for (int run = 0; run < 300; run++) {
            compare(records(random, run % 3 == 0 ? 0 : 8, run % 4 == 0 ? 0 : 6, 0), run % 2 == 0);
        }
    }

    @Test
    void whatIsNotInOrderIsReadAsByteForByte() {
        Random random = new Random(12);
        for (int run = 0; run < 300; run++) {
            compare(records(random, 8, 6, 1 + random.nextInt(3)), run % 2 == 0);
        }
    }

    @Test
    void bytesThatAreNotUtf8AreFoundWhereverTheyStand() {
        Random random = new Random(13);
        for (int run = 0; run < 600; run++) {
            byte[] text = records(random, 8, 3, 0);
            for (int i = random.nextInt(3); i >= 0; i--) {
                // A section's or a block's border is where a sequence can be torn.
                int at = random.nextBoolean()
                        ? random.nextInt(text.length)
                        : Math.min(text.length - 1, random.nextInt(1 + text.length / 64) * 64 + random.nextInt(4));
                if (text[at] < 0 || (text[at] > ' ' && text[at] != '"' && text[at] != ',')) {
                    text[at] = (byte) (0x80 + random.nextInt(0x80));
                }
            }
            compare(text, false);
        }
    }

    @Test
    void sequencesThatAreTornOrForbiddenWhereABlockEnds() {
        String[] torn = {
            "C3", "E6", "E697", "F09D", "E08080", "EDA080", "C0AF", "F4908080", "F5808080", "E0A485", "ED9FBF"
        };
        byte[] ascii = "one,2,three,,5,six\n".repeat(500).getBytes(StandardCharsets.US_ASCII);
        for (String hex : torn) {
            byte[] sequence = HexFormat.of().parseHex(hex);
            for (int block = 1; block < 2 * Sections.BLOCKS + 3; block++) {
                byte[] text = ascii.clone();
                System.arraycopy(sequence, 0, text, block * Sections.BLOCK - sequence.length, sequence.length);
                compare(text, true);
                // another block that is not ASCII, and in order, before or behind
                System.arraycopy(WHOLE, 0, text, 70 * Sections.BLOCK, WHOLE.length);
                compare(text, true);
            }
        }
    }

    /** What follows the block may be read by its marks: because of a NUL, or since it is the rest behind the last whole block. */
    @Test
    void sequencesThatGoOnInTheNextBlock() {
        byte[] ascii = "one,2,three,,5,six\n".repeat(500).getBytes(StandardCharsets.US_ASCII);
        for (String hex : new String[] {"C3A9", "E697A5", "F09D849E", "C3", "E697"}) {
            byte[] sequence = HexFormat.of().parseHex(hex);
            for (int end = Sections.BLOCK; end < ascii.length; end += Sections.BLOCK) {
                for (int before = 1; before <= sequence.length; before++) {
                    byte[] text = ascii.clone();
                    System.arraycopy(sequence, 0, text, end - before, sequence.length);
                    compare(text, true);
                    text[Math.min(end + 10, text.length - 1)] = 0;
                    compare(text, true);
                }
            }
        }
    }

    /** Else they would be read again by their marks: the same, but slower. */
    @Test
    void whatIsInOrderIsFoundToBe() {
        Random random = new Random(14);
        for (int run = 0; run < 100; run++) {
            Sections sections = sections();
            byte[] text = records(random, 1 + run % 20, 3, 0);
            int[] ends = new int[text.length + Sections.SLACK];
            Carry carry = new Carry();
            int blocks = 1 + run % 3;
            int fields = 0;
            for (int at = 0; at + blocks * Sections.BLOCK <= text.length; at += blocks * Sections.BLOCK) {
                assertThat(sections.read(text, 0, at, blocks, carry, ends, fields))
                        .as("run %s, blocks from %s", run, at)
                        .isTrue();
                fields = sections.fields;
            }
            assertThat(fields).isPositive();
        }
    }

    @Test
    void manyFieldsInABlock() {
        compare(",".repeat(10_000).concat("\n").repeat(2).getBytes(StandardCharsets.US_ASCII), false);
        compare("1,2,,\n".repeat(3_000).getBytes(StandardCharsets.US_ASCII), false);
        compare("\n".repeat(9_000).concat("a,b\n").getBytes(StandardCharsets.US_ASCII), true);
        compare("\"\",".repeat(3_000).concat("\n").getBytes(StandardCharsets.US_ASCII), true);
    }

    private static byte[] records(Random random, int enclosed, int foreign, int odd) {
        StringBuilder text = new StringBuilder();
        int most = 200 + random.nextInt(MOST_BYTES);
        String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
        while (text.length() < most) {
            int columns = 1 + random.nextInt(12);
            for (int c = 0; c < columns; c++) {
                text.append(c == 0 ? "" : ",");
                int kind = random.nextInt(40);
                if (kind < enclosed) {
                    text.append(pick(ENCLOSED, random));
                } else if (kind < enclosed + foreign) {
                    text.append(pick(FOREIGN, random));
                } else if (random.nextInt(400) < odd) {
                    text.append(pick(ODD, random));
                } else {
                    text.append(pick(VALUES, random));
                }
            }
            text.append(random.nextInt(50) == 0 ? lineEnd.repeat(3) : lineEnd);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String pick(String[] from, Random random) {
        return from[random.nextInt(from.length)];
    }

    private static Sections sections() {
        Sections sections = Sections.best((byte) ',', '"');
        if (sections == null) {
            throw new TestAbortedException(
                    "Sections want the Vector API, Java 21 or later, and a processor with AVX-512 VBMI2.");
        }
        return sections;
    }

    private static void compare(byte[] text, boolean isEnd) {
        sections();
        Chunk read = read(text, CsvFormat.rfc4180(), isEnd);
        Chunk exact = read(text, CsvFormat.builder().comment(COMMENT).build(), isEnd);
        int records = exact.records();
        assertThat(read.records()).isEqualTo(records);
        assertThat(starts(read)).isEqualTo(starts(exact));
        assertThat(Arrays.copyOf(read.recordFields(), records + 1))
                .isEqualTo(Arrays.copyOf(exact.recordFields(), records + 1));
        int fields = exact.recordFields()[records];
        assertThat(Arrays.copyOf(read.fieldEnds(), fields)).isEqualTo(Arrays.copyOf(exact.fieldEnds(), fields));
        assertThat(read.faults()).isEqualTo(exact.faults());
        assertThat(read.baseLine()).isEqualTo(exact.baseLine());
        assertThat(read.endLine()).isEqualTo(exact.endLine());
    }

    private static int[] starts(Chunk chunk) {
        return Arrays.copyOf(chunk.recordStarts(), chunk.records() + 1);
    }

    private static Chunk read(byte[] text, CsvFormat format, boolean isEnd) {
        Tokenizer tokenizer = Tokenizer.of(format, false);
        tokenizer.expectFields(6);
        byte[] buffer = Arrays.copyOf(text, text.length + Tokenizer.SLACK);
        return tokenizer.tokenize(buffer, 0, text.length, isEnd, Position.startOf("test"), Integer.MAX_VALUE);
    }
}
