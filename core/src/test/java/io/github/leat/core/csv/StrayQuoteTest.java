package io.github.leat.core.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.MalformedRecordException;
import io.github.leat.core.csv.InterpretationPage.Rule;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader does that ends records where a quote opens by mistake. */
class StrayQuoteTest {
    static List<Rule> rules() throws IOException {
        return InterpretationPage.strayQuotes();
    }

    private static CsvReader.Builder reader() {
        return CsvReader.builder().schema(Schema.ofTexts(List.of("x", "y"))).endAtStrayQuotes();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void doesAsThePageSays(Rule rule) throws IOException {
        for (int bufferBytes : new int[] {64, 65, 1 << 18}) {
            CsvReader.Builder builder = reader().bufferBytes(bufferBytes);
            try (CsvReader reader = builder.build("page", new ByteArrayInputStream(rule.bytes()))) {
                assertThat(InterpretationPage.read(reader)).isEqualTo(InterpretationPage.latin(rule.lenient()));
            }
        }
    }

    @Test
    void pageHasRules() throws IOException {
        assertThat(rules()).hasSizeGreaterThanOrEqualTo(8);
    }

    /** The quote opens in record 3; thousands of records follow, in many buffers. */
    private static byte[] open(String below) {
        StringBuilder text = new StringBuilder("1,a\n2,b\n3,\"c\n");
        for (int i = 4; i <= 5_000; i++) {
            text.append(i).append(below);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void recordThatIsTooLargeForAQuoteThatIsNeverClosedEndsWithItsLine() throws IOException {
        CsvReader.Builder builder = reader().format(
                        CsvFormat.builder().maxRecordBytes(2_000).build())
                .bufferBytes(256);
        List<Long> numbers = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        try (CsvReader reader = builder.build("open", new ByteArrayInputStream(open(",d\n")))) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                for (RecordCursor cursor = batch.cursor(); cursor.next(); ) {
                    numbers.add(cursor.position().record());
                }
                for (Rejection fault : batch.faults()) {
                    faults.add(batch.slice(fault.index(), batch.size()).start() + " " + fault.code());
                }
                assertThat(batch.sizeInBytes()).isLessThan(5_000);
            }
        }
        assertThat(numbers).hasSize(5_000).isSorted().last().isEqualTo(5_000L);
        assertThat(faults).containsExactly("open:3 (record 3, byte 8) " + RejectCode.UNTERMINATED_QUOTE);
    }

    @Test
    void recordThatIsTooLargeStopsTheReaderWhereWhatIsBelowIsNoTable() throws IOException {
        CsvReader.Builder builder =
                reader().format(CsvFormat.builder().maxRecordBytes(2_000).build());
        try (CsvReader reader = builder.build("open", new ByteArrayInputStream(open(" of a long text\n")))) {
            assertThat(reader.read()).isNotNull();
            assertThatThrownBy(reader::read)
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessageStartingWith("open:3 (record 3, byte 8)")
                    .hasMessageContaining("does not end within 2000 bytes");
        }
    }
}
