package io.github.leat.core.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.Position;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitPlannerTest {
    private static final Schema TWO = Schema.ofTexts(List.of("a", "b"));
    private static final String[] PIECES = {
        ",",
        ",",
        "\"",
        "\"\"",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "a",
        "bc",
        "é",
        "\\",
        "\\\"",
        "#",
        "\n#x\"\n",
        ",\"q\nq\"\n",
        "a,b\n",
        "a,\"b\"\r\n",
        "a long text that fills more than one block of sixty-four bytes, nearly\n"
    };
    private static final String[] TIDY = {
        "a,b\n",
        "a,\"b\"\r\n",
        "\"a,\n\"\"\n\",b\r",
        "\n",
        "\"x\r\ny\",\"\"\n",
        "\"a \"\"\nlong text\n in quotes\",\r\n",
        ",\n"
    };

    @Test
    void splitsGiveTheRecordsOfTheWholeTextAtTheSamePositionsWhateverItHolds() throws IOException {
        Random random = new Random(8);
        CsvFormat[] formats = {
            CsvFormat.rfc4180(),
            CsvFormat.builder().escape(Escape.BACKSLASH).build(),
            CsvFormat.builder().comment('#').build(),
            CsvFormat.builder().noQuote().build(),
            CsvFormat.builder().maxRecordBytes(60).build()
        };
        for (int round = 0; round < 10_000; round++) {
            check(text(random, PIECES), formats[round % formats.length], 1 + random.nextInt(9), random);
        }
    }

    @Test
    void blankLinesAfterAPartBelongToNoRecordOfIt() throws IOException {
        for (int ranges = 1; ranges <= 9; ranges++) {
            check("1,2\n\n\n3,\"4\"\n\r\n\n5,6\n\n", CsvFormat.rfc4180(), ranges, new Random(ranges));
        }
    }

    @Test
    void aRecordThatGoesOnAfterTheEndOfItsPartIsToldOf() throws IOException {
        ByteSource source = new Bytes("1,2\n3,\"4\n\n5\"\n6,7\n", new Random(1));
        for (long end : new long[] {6, 9, 10}) {
            try (CsvReader reader = CsvReader.builder().schema(TWO).endAt(end).build(source)) {
                while (reader.read() != null) {
                    // to its end
                }
                assertThat(reader.goesOnAfterEnd()).as("end at " + end).isTrue();
            }
        }
    }

    @Test
    void tidyTextIsProvenByCountingAlone() throws IOException {
        Random random = new Random(9);
        for (int round = 0; round < 4_000; round++) {
            assertThat(check(text(random, TIDY), CsvFormat.rfc4180(), 1 + random.nextInt(9), random))
                    .isTrue();
        }
    }

    @Test
    void quoteBehindAStretchWithoutAnyIsJudgedByTheByteBeforeIt() throws IOException {
        for (int length = 1; length < 200; length++) {
            String name = "n".repeat(length);
            assertThat(check(name + ",\"b\"\n", CsvFormat.rfc4180(), 1, new Random(length)))
                    .as("a delimiter at " + length)
                    .isTrue();
            assertThat(check(name + "n\"b\",c\n", CsvFormat.rfc4180(), 1, new Random(length)))
                    .as("a letter at " + length)
                    .isFalse();
        }
    }

    @Test
    void recordThatIsLongerThanRangesTakesThemAll() throws IOException {
        String text = "a,b\nc,\"" + "line\n".repeat(100) + "\"\nd,e\n";
        SplitPlanner planner = planner(new Bytes(text, new Random(1)), CsvFormat.rfc4180(), 0);
        assertThat(planner.plan(20))
                .containsExactly(
                        new Split(new Position("t", 0, 1, 0), text.length() - 4),
                        new Split(new Position("t", text.length() - 4, 103, 2), text.length()));
    }

    @Test
    void strayQuoteIsFoundOutByReading() throws IOException {
        String text = "a,5\" nail\n".repeat(9) + "b,\"x\ny\"\n".repeat(9);
        assertThat(check(text, CsvFormat.rfc4180(), 7, new Random(2))).isFalse();
    }

    /** Fewer parts would be right as well, and slower. */
    @Test
    void whatIsFoundOutByReadingHasAsManyPartsAsRanges() throws IOException {
        String line = "a,5\" nail\n";
        SplitPlanner planner = planner(new Bytes(line.repeat(90), new Random(3)), CsvFormat.rfc4180(), 0);
        assertThat(planner.plan(9)).hasSize(9);
    }

    @Test
    void rangesOfASizeCoverTheText() {
        SplitPlanner planner = planner(new Bytes("a".repeat(100), new Random(4)), CsvFormat.rfc4180(), 10);
        assertThat(planner.ranges(100)).isEqualTo(1);
        assertThat(planner.ranges(90)).isEqualTo(1);
        assertThat(planner.ranges(89)).isEqualTo(2);
        assertThat(planner.ranges(1)).isEqualTo(90);
        assertThat(planner.ranges(Long.MAX_VALUE / 2)).isEqualTo(1);
        assertThat(planner(new Bytes("", new Random(4)), CsvFormat.rfc4180(), 0).ranges(5))
                .isEqualTo(1);
        assertThatThrownBy(() -> planner.ranges(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0");
    }

    @Test
    void sourceThatChangesItsSizeIsRefused() {
        ByteSource shorter = new Bytes("a,b\n", new Random(1)) {
            @Override
            public OptionalLong sizeInBytes() {
                return OptionalLong.of(10);
            }
        };
        assertThatThrownBy(() -> planner(shorter, CsvFormat.rfc4180(), 0).plan(1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ends at byte 4 where its size was 10");
    }

    private static String text(Random random, String[] pieces) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(random.nextInt(10) == 0 ? 80 : 25);
        for (int i = 0; i < length; i++) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private static SplitPlanner planner(ByteSource source, CsvFormat format, int from) {
        return new SplitPlanner(source, format, TWO, new Position("t", from, 1, 0));
    }

    /** Answers whether counting alone decided. */
    private static boolean check(String text, CsvFormat format, int ranges, Random random) throws IOException {
        ByteSource source = new Bytes(text, random);
        SplitPlanner planner = planner(source, format, 0);
        List<String> whole = new ArrayList<>();
        String failure = read(source, format, new Position("t", 0, 1, 0), Long.MAX_VALUE, whole);
        List<RangeScan> scans = new ArrayList<>();
        for (int i = 0; i < ranges; i++) {
            scans.add(planner.scan(i, ranges));
        }
        boolean proven = planner.resolve(scans).proven();
        List<Split> splits;
        try {
            splits = planner.plan(ranges);
        } catch (io.github.leat.core.MalformedRecordException e) {
            assertThat(failure).as(text).isNotEmpty();
            return proven;
        }
        List<String> parts = new ArrayList<>();
        String partFailure = "";
        long end = 0;
        for (Split split : splits) {
            assertThat(split.start().byteOffset()).as(text).isEqualTo(end);
            end = split.end();
            if (partFailure.isEmpty()) {
                partFailure = read(source, format, split.start(), split.end(), parts);
            }
        }
        assertThat(end).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        assertThat(parts).as(ranges + " ranges of " + text).isEqualTo(whole);
        assertThat(partFailure).as(text).isEqualTo(failure);
        return proven;
    }

    private static String read(ByteSource source, CsvFormat format, Position from, long to, List<String> records)
            throws IOException {
        try (CsvReader reader = CsvReader.builder()
                .format(format)
                .schema(TWO)
                .endAtStrayQuotes()
                .bufferBytes(64)
                .startAt(from)
                .endAt(to)
                .build(source)) {
            RecordBatch batch;
            while ((batch = reader.read()) != null) {
                RecordCursor cursor = batch.cursor();
                while (cursor.next()) {
                    StringBuilder record = new StringBuilder(cursor.position().toString());
                    for (int c = 0; c < cursor.fieldCount(); c++) {
                        record.append('|').append(cursor.getString(c));
                    }
                    int index = cursor.index();
                    batch.faults().stream()
                            .filter(fault -> fault.index() == index)
                            .forEach(fault -> record.append(" FAULT ").append(fault.reason()));
                    records.add(record.toString());
                }
            }
            assertThat(reader.goesOnAfterEnd())
                    .as("a record goes on after the end of its part")
                    .isFalse();
            return "";
        } catch (io.github.leat.core.MalformedRecordException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Text in memory, given a few bytes at a time. */
    private static class Bytes implements ByteSource {
        private final byte[] bytes;
        private final int most;

        Bytes(String text, Random random) {
            bytes = text.getBytes(StandardCharsets.UTF_8);
            most = 1 + random.nextInt(100);
        }

        @Override
        public String name() {
            return "t";
        }

        @Override
        public Optional<String> version() {
            return Optional.empty();
        }

        @Override
        public OptionalLong sizeInBytes() {
            return OptionalLong.of(bytes.length);
        }

        @Override
        public boolean isSeekable() {
            return true;
        }

        @Override
        public InputStream open(long fromByte) {
            int from = (int) fromByte;
            return new FilterInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from)) {
                @Override
                public int read(byte[] b, int off, int len) throws IOException {
                    return super.read(b, off, Math.min(len, most));
                }
            };
        }
    }
}
