package io.github.leat.core.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.leat.core.MalformedRecordException;
import io.github.leat.core.csv.InterpretationPage.Rule;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the tables of {@code docs/csv-interpretation.md}. */
class CsvInterpretationTest {
    static List<Rule> rules() throws IOException {
        return InterpretationPage.rules();
    }

    private static CsvReader.Builder reader(Rule rule, int bufferBytes) {
        return CsvReader.builder()
                .format(rule.format())
                .schema(Schema.ofTexts(List.of("x", "y")))
                .bufferBytes(bufferBytes);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void lenientReaderDoesAsThePageSays(Rule rule) throws IOException {
        for (int bufferBytes : new int[] {64, 65, 1 << 18}) {
            try (CsvReader reader = reader(rule, bufferBytes).build("page", new ByteArrayInputStream(rule.bytes()))) {
                assertEquals(InterpretationPage.latin(rule.lenient()), InterpretationPage.read(reader));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void strictReaderDoesAsThePageSays(Rule rule) throws IOException {
        CsvReader.Builder builder = reader(rule, 64).strict();
        try (CsvReader reader = builder.build("page", new ByteArrayInputStream(rule.bytes()))) {
            if (rule.strict().equals("same")) {
                assertEquals(InterpretationPage.latin(rule.lenient()), InterpretationPage.read(reader));
            } else {
                String reason = lenientReason(rule);
                MalformedRecordException thrown =
                        assertThrows(MalformedRecordException.class, () -> InterpretationPage.read(reader));
                assertTrue(String.valueOf(thrown.getMessage()).startsWith("page:1 (record 1, byte 0): "));
                if (!rule.strict().equals("STRAY_QUOTE")) {
                    assertTrue(String.valueOf(thrown.getMessage()).endsWith(reason));
                }
            }
        }
    }

    private static String lenientReason(Rule rule) throws IOException {
        try (CsvReader reader = reader(rule, 64).build("page", new ByteArrayInputStream(rule.bytes()))) {
            RecordBatch batch = reader.read();
            return batch == null || batch.faults().isEmpty()
                    ? ""
                    : batch.faults().get(0).reason();
        }
    }

    @Test
    void pageHasRulesForEveryChoice() throws IOException {
        String ids = String.join(
                "",
                rules().stream()
                        .map(rule -> rule.id().substring(0, 1))
                        .distinct()
                        .toList());
        assertEquals("LWQNBEC", ids);
    }
}
