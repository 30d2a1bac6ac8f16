package io.github.leat.core.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.MalformedRecordException;
import io.github.leat.core.SchemaException;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader promises beside what a text means. */
class CsvReaderTest {
    private static final Schema TWO = Schema.ofTexts(List.of("a", "b"));

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CsvReader.Builder two() {
        return CsvReader.builder().schema(TWO);
    }

    /** First fields, with where the records are. */
    private static List<String> read(CsvReader.Builder builder, String text) throws IOException {
        List<String> records = new ArrayList<>();
        try (CsvReader reader = builder.build("t", in(text))) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                for (RecordCursor cursor = batch.cursor(); cursor.next(); ) {
                    records.add(cursor.getString(0) + " at " + cursor.position());
                }
            }
        }
        return records;
    }

    private static List<RejectCode> faults(CsvReader.Builder builder, String text) throws IOException {
        try (CsvReader reader = builder.build("t", in(text))) {
            RecordBatch batch = reader.read();
            assertThat(batch).isNotNull();
            return batch.faults().stream().map(Rejection::code).toList();
        }
    }

    @Test
    void strictReaderGivesTheRecordsBeforeAFaultFirst() throws IOException {
        try (CsvReader reader = two().strict().build("t", in("1,2\n3,4\n5\n6,7\n"))) {
            RecordBatch batch = reader.read();
            assertThat(batch).isNotNull();
            assertThat(batch.size()).isEqualTo(2);
            assertThatThrownBy(reader::read)
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessageStartingWith("t:3 (record 3, byte 8)");
        }
        try (CsvReader reader = two().strict().build("t", in("5\n6,7\n"))) {
            assertThatThrownBy(reader::read)
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessageStartingWith("t:1 (record 1, byte 0)");
        }
    }

    @Test
    void widthIsOfTheHeaderOrTheSchemaIfEither() throws IOException {
        String text = "a,b\n1,2\n3\n";
        assertThat(faults(CsvReader.builder(), text)).containsExactly(RejectCode.TOO_FEW_FIELDS);
        assertThat(faults(two(), text)).containsExactly(RejectCode.TOO_FEW_FIELDS);
        assertThat(faults(CsvReader.builder().noHeader(), text)).isEmpty();
        assertThat(faults(CsvReader.builder().anyWidth(), text)).isEmpty();
        assertThat(faults(two().anyWidth(), text)).isEmpty();
    }

    private static final class Watched extends ByteArrayInputStream {
        private boolean closed;

        Watched(String text) {
            super(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void sourceIsClosedWithTheReaderAndWhereThereIsNone() throws IOException {
        Watched source = new Watched("a\n1\n");
        try (CsvReader reader = CsvReader.builder().build("t", source)) {
            assertThat(reader.read()).isNotNull();
            assertThat(source.closed).isFalse();
        }
        assertThat(source.closed).isTrue();
        Watched empty = new Watched("\n\n");
        assertThatThrownBy(() -> CsvReader.builder().build("t", empty))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("no header");
        assertThat(empty.closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void commentsAreOfAnyLength(String lineEnd) throws IOException {
        for (int length : new int[] {1, 60, 98, 99, 100, 101, 102, 5_000}) {
            String comment = "#" + "c".repeat(length) + lineEnd;
            int end = comment.length();
            CsvReader.Builder builder = two().format(
                            CsvFormat.builder().comment('#').maxRecordBytes(100).build())
                    .bufferBytes(64);
            assertThat(read(builder, comment + "1,2" + lineEnd + comment + "#" + lineEnd + "3,4"))
                    .as("%d", length)
                    .containsExactly(
                            "1 at t:2 (record 1, byte " + end + ")",
                            "3 at t:5 (record 2, byte " + (2 * end + 4 + 2 * lineEnd.length()) + ")");
        }
    }

    @Test
    void aLongCommentBehindLinesThatAreNoRecordsMovesNoPosition() throws IOException {
        CsvReader.Builder builder = two().format(
                        CsvFormat.builder().comment('#').maxRecordBytes(100).build())
                .bufferBytes(4_096);
        String before = "#\n\n#" + "c".repeat(9_000) + "\n";
        assertThat(read(builder, before + "1,2\n"))
                .containsExactly("1 at t:4 (record 1, byte " + before.length() + ")");
    }

    /** Of records in one buffer, and of one that needs several. */
    @ParameterizedTest
    @ValueSource(ints = {64, 1 << 16})
    void recordsMayBeAsLongAsIsSaidAndNoLonger(int bufferBytes) throws IOException {
        String longest = "x".repeat(298) + ",y\n";
        CsvReader.Builder builder =
                two().format(CsvFormat.builder().maxRecordBytes(300).build()).bufferBytes(bufferBytes);
        assertThat(read(builder, "1,2\n" + longest + "3,4\n" + longest)).hasSize(4);
        assertThatThrownBy(() -> read(builder, "x" + longest))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageStartingWith("t:1 (record 1, byte 0)")
                .hasMessageContaining("within 300 bytes");
        try (CsvReader reader = builder.build("t", in("1,2\n3,4\n\n\"" + longest.replace("\n", "\"\n") + "5,6\n"))) {
            RecordBatch batch = reader.read();
            assertThat(batch).isNotNull();
            assertThat(batch.size()).isEqualTo(2);
            assertThatThrownBy(reader::read)
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessageStartingWith("t:4 (record 3, byte 9)");
        }
    }

    @Test
    void onlyTheLastBatchIsTakenBackAndOnce() throws IOException {
        try (CsvReader reader = two().bufferBytes(64).build("t", in("1,2\n".repeat(100)));
                CsvReader other = two().build("t", in("1,2\n"))) {
            RecordBatch first = reader.read();
            RecordBatch foreign = other.read();
            assertThat(first).isNotNull();
            assertThat(foreign).isNotNull();
            assertThatThrownBy(() -> reader.read(foreign)).isInstanceOf(IllegalArgumentException.class);
            assertThat(reader.read(first.slice(1, 2))).isNotNull();
            assertThatThrownBy(() -> reader.read(first)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void batchesThatAreGivenBackTakeNoNewMemory() throws IOException {
        assertThat(arrays(true)).hasSize(2);
        assertThat(arrays(false)).hasSizeGreaterThan(40);
    }

    /** Those that batches lie in. */
    private static Set<byte[]> arrays(boolean givenBack) throws IOException {
        Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        try (CsvReader reader = two().bufferBytes(64).build("t", in("1,2\n".repeat(1_000)))) {
            RecordBatch batch = reader.read();
            while (batch != null) {
                batch.visit((column, array, offset, length) -> arrays.add(array));
                batch = givenBack ? reader.read(batch) : reader.read();
            }
        }
        return arrays;
    }
}
