package io.github.leat.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.MalformedRecordException;
import io.github.leat.core.Position;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.csv.InterpretationPage;
import io.github.leat.core.csv.InterpretationPage.Rule;
import io.github.leat.core.engine.EngineDialect.Plain;
import io.github.leat.core.engine.internal.RecodedStream;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.StreamSource;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every engine is a reader as the others are: each rule of {@code docs/csv-interpretation.md} holds of it, but for those that
 * the page lists for the engine, with what it does instead.
 */
class EngineContractTest {
    @TestFactory
    List<DynamicTest> rulesHoldOfEveryEngine() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (CsvEngine engine : CsvEngine.values()) {
            Map<String, String> differences = InterpretationPage.differencesOf(engine.label());
            for (Rule rule : InterpretationPage.rules()) {
                String expected = differences.getOrDefault(rule.id(), rule.lenient());
                tests.add(DynamicTest.dynamicTest(
                        engine.label() + " " + rule,
                        () -> assertThat(read(engine, rule)).isEqualTo(InterpretationPage.latin(expected))));
            }
        }
        return tests;
    }

    private static String read(CsvEngine engine, Rule rule) throws IOException {
        InputStream bytes = new ByteArrayInputStream(rule.bytes());
        boolean own = engine == CsvEngine.LEAT;
        InputStream text = own ? bytes : new RecodedStream("page", bytes, engine, new Plain(rule.format()));
        try (CsvReader reader = CsvReader.builder()
                .format(own ? rule.format() : CsvFormat.rfc4180())
                .schema(Schema.ofTexts(List.of("x", "y")))
                .build("page", text)) {
            return InterpretationPage.read(reader);
        } catch (MalformedRecordException e) {
            return "error";
        }
    }

    private static ByteSource source(CsvEngine engine, byte[] bytes, EngineDialect dialect) throws IOException {
        ByteSource plain = StreamSource.of("page", new ByteArrayInputStream(bytes));
        return engine == CsvEngine.LEAT
                ? plain
                : EngineSource.of(
                        plain,
                        engine,
                        dialect,
                        Inference.builder().minConfidence(0).build());
    }

    @TestFactory
    List<DynamicTest> linesAndRecordNumbersAreThoseOfTheSource() {
        List<DynamicTest> tests = new ArrayList<>();
        for (CsvEngine engine : CsvEngine.values()) {
            tests.add(DynamicTest.dynamicTest(engine.label(), () -> {
                String text = "\n\na,b\n1,\"x\ny\"\n\n2,\"\n\n\"\n\n\n3,z\n4,\"\"\n";
                assertThat(positions(engine, text)).containsExactly("3 1", "4 2", "7 3", "12 4", "13 5");
                String crlf = text.replace("\n", "\r\n");
                assertThat(positions(engine, crlf)).containsExactly("3 1", "4 2", "7 3", "12 4", "13 5");
            }));
        }
        return tests;
    }

    @Test
    void linesAreRightInALongText() throws IOException {
        StringBuilder text = new StringBuilder("n,t\n");
        List<String> expected = new ArrayList<>(List.of("1 1"));
        int line = 2;
        for (int i = 0; i < 30_000; i++) {
            if (i % 7 == 0) {
                text.append('\n');
                line++;
            }
            expected.add(line + " " + (i + 2));
            text.append(i).append(i % 5 == 0 ? ",\"two\nlines\"\n" : ",é\n");
            line += i % 5 == 0 ? 2 : 1;
        }
        for (CsvEngine engine : CsvEngine.values()) {
            assertThat(positions(engine, text.toString())).as(engine.label()).isEqualTo(expected);
        }
    }

    private static List<String> positions(CsvEngine engine, String text) throws IOException {
        List<String> positions = new ArrayList<>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Plain dialect = new Plain(CsvFormat.rfc4180());
        try (CsvReader reader = CsvReader.builder().noHeader().build(source(engine, bytes, dialect))) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                for (RecordCursor cursor = batch.cursor(); cursor.next(); ) {
                    Position at = cursor.position();
                    positions.add(at.line() + " " + at.record());
                }
            }
        }
        return positions;
    }
}
