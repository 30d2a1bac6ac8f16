package io.github.leat.core.csv.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.record.internal.Chunk;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Marks made with vectors, where this Java has them, against a look at each byte. */
class BlockMarksTest {
    private static final byte[] ALPHABET = {
        ',', '"', '\n', '\r', 0, '\t', 'a', '-', '9', ' ', (byte) 0xC3, (byte) 0xA9, 0x7F
    };

    @Test
    void vectorsAreUsedWhereTheTestsAreToldSo() {
        assertThat(BlockMarks.best((byte) ',', '"', new Foreign()) != null)
                .as("whether marks are made with vectors")
                .isEqualTo(Boolean.getBoolean("leat.test.vectors"));
    }

    @Test
    void marksWhatEachByteIs() {
        Random random = new Random(7);
        for (int run = 0; run < 300; run++) {
            int size = 1 + random.nextInt(2 * BlockMarks.BLOCKS * BlockMarks.BLOCK);
            byte[] text = new byte[size + Tokenizer.SLACK];
            int kinds = 1 + random.nextInt(ALPHABET.length);
            for (int i = 0; i < size; i++) {
                text[i] = ALPHABET[random.nextInt(kinds)];
            }
            int from = random.nextInt(Math.min(size, 100));
            int quote = run % 4 == 0 ? Chunk.NO_QUOTE : '"';
            Foreign foreign = new Foreign();
            BlockMarks marks = marks(run % 3 == 0 ? (byte) '\t' : (byte) ',', quote, foreign);
            marks.mark(text, from, size);
            check(marks, text, from, size, run % 3 == 0 ? '\t' : ',', quote);
            checkForeign(foreign, text, from, Math.min(size, from + BlockMarks.BLOCKS * BlockMarks.BLOCK));
        }
    }

    private static BlockMarks marks(byte delimiter, int quote, Foreign foreign) {
        BlockMarks marks = BlockMarks.best(delimiter, quote, foreign);
        if (marks == null) {
            throw new TestAbortedException(
                    "The Vector API is not there: run with --add-modules jdk.incubator.vector on Java 21 or later.");
        }
        return marks;
    }

    private static void check(BlockMarks marks, byte[] text, int from, int to, int delimiter, int quote) {
        boolean nuls = false;
        for (int i = from; i < Math.min(to, from + BlockMarks.BLOCKS * BlockMarks.BLOCK); i++) {
            int block = (i - from) / BlockMarks.BLOCK;
            int bit = (i - from) % BlockMarks.BLOCK;
            assertThat(is(marks.delimiters, block, bit))
                    .as("delimiter at %s", i)
                    .isEqualTo(text[i] == delimiter);
            assertThat(is(marks.quotes, block, bit)).as("quote at %s", i).isEqualTo(text[i] == quote);
            assertThat(is(marks.feeds, block, bit)).as("LF at %s", i).isEqualTo(text[i] == '\n');
            assertThat(is(marks.returns, block, bit)).as("CR at %s", i).isEqualTo(text[i] == '\r');
            assertThat(is(marks.nuls, block, bit)).as("NUL at %s", i).isEqualTo(text[i] == 0);
            nuls |= text[i] == 0;
        }
        if (nuls) {
            assertThat(marks.anyNul).isTrue();
        }
        int left = (to - from) % BlockMarks.BLOCK;
        if (to - from < BlockMarks.BLOCKS * BlockMarks.BLOCK && left != 0) {
            int last = (to - from) / BlockMarks.BLOCK;
            for (long[] kind : new long[][] {marks.delimiters, marks.quotes, marks.feeds, marks.returns, marks.nuls}) {
                assertThat(kind[last] >>> left).as("marks behind the end").isZero();
            }
        }
    }

    private static boolean is(long[] marks, int block, int bit) {
        return (marks[block] >>> bit & 1) != 0;
    }

    private static void checkForeign(Foreign foreign, byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean inside = false;
            for (int part = 0; part < foreign.parts(); part++) {
                inside |= foreign.from(part) <= i && i < foreign.to(part);
            }
            if (text[i] < 0) {
                assertThat(inside)
                        .as("byte %s is in a part that is not ASCII", i)
                        .isTrue();
            }
        }
    }
}
