package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.leat.core.SchemaException;
import io.github.leat.core.SourceException;
import io.github.leat.core.infer.Evidence.Step;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.StreamSource;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.schema.ColumnType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceTest {
    private static Layout infer(String text) throws IOException {
        return Inference.defaults().infer(TextOf.of(text));
    }

    private static void refuses(ByteSource source, String... parts) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> Inference.defaults().infer(source))
                .satisfies(
                        e -> assertThat(e.getMessage()).startsWith("test.csv ").contains(parts));
    }

    @Test
    void emptySourceHasNoColumns() throws IOException {
        Layout layout = infer("");
        assertThat(layout.schema().size()).isZero();
        assertThat(layout.recordsSampled()).isZero();
        assertThat(layout.exhaustive()).isTrue();
        assertThat(layout.dataStart().byteOffset()).isZero();
        assertThat(infer("\uFEFF").dataStart().byteOffset()).isEqualTo(3);
        assertThat(infer("\n\n").schema().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.7\n", "SQLite format 3\0 x", "<!DOCTYPE html>\n<html>", "\u0001\u0002\u0000\u0003"})
    void foreignFilesAreRefusedByWhatTheyAre(String text) {
        refuses(TextOf.of(text), ". ");
    }

    @Test
    void binaryFilesAreRefused() {
        byte[] noise = new byte[4096];
        new Random(1).nextBytes(noise);
        noise[0] = 'x';
        refuses(TextOf.of(noise), "binary");
        refuses(TextOf.of("PAR1\0\0\1\2\3".getBytes(StandardCharsets.ISO_8859_1)), "Parquet");
    }

    @Test
    void wordThatBeginsABinaryFormatIsAHeaderInText() throws IOException {
        assertThat(infer("ORC,PAR1\n1,2\n").schema().toString()).isEqualTo("orc LONG, par1 LONG");
    }

    @Test
    void strayNulIsTextForTheReaderToJudge() throws IOException {
        assertThat(infer("a,b\n1,x\0y\n" + "2,abcdefgh\n".repeat(20)).schema().size())
                .isEqualTo(2);
    }

    @Test
    void eachStepHasItsEvidenceInOrder() throws IOException {
        Layout layout = infer("a,b\n1,2\n");
        assertThat(layout.steps())
                .extracting(Evidence::step)
                .containsExactly(
                        Step.COMPRESSION,
                        Step.ENCODING,
                        Step.DIALECT,
                        Step.PREAMBLE,
                        Step.HEADER,
                        Step.HXL,
                        Step.BELOW);
        assertThat(layout.columns())
                .hasSize(2)
                .allSatisfy(evidence -> assertThat(evidence.reason()).endsWith("."));
    }

    @Test
    void textWithoutRegularityIsRefusedWithCandidatesWhenAsked() {
        Inference demanding = Inference.builder().minConfidence(0.9).build();
        ByteSource source = TextOf.of("a,b;c\n1;2,3,4;5\n6;7\n8,9,10,11\n");
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> demanding.infer(source))
                .withMessageContaining("comma")
                .withMessageContaining("Declare the delimiter");
    }

    @Test
    void doubtfulEncodingAndHeaderAreRefusedWithTheOptionWhenAsked() {
        Inference demanding = Inference.builder().minConfidence(0.8).build();
        byte[] latin = "a,b\n1,caf\u00e9\n2,na\u00efve\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> demanding.infer(TextOf.of(latin)))
                .withMessageContaining("candidates are windows-1252; UTF-8")
                .withMessageContaining("--encoding");
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> demanding.infer(TextOf.of("a,b\nx,y\nz,w\n")))
                .withMessageContaining("--header");
    }

    @Test
    void unknownColumnOfADeclaredTypeIsRefusedWithTheColumns() {
        Inference declared =
                Inference.builder().types(Map.of("c", ColumnType.LONG)).build();
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> declared.infer(TextOf.of("a,b\n1,2\n")))
                .withMessageContaining("\"c\"")
                .withMessageContaining("a, b");
    }

    @Test
    void optionSetTwiceIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Inference.builder().delimiter(',').delimiter(';'))
                .withMessageContaining("delimiter");
    }

    @Test
    void streamIsReadFromItsStartAfterTheSample() throws IOException {
        StreamSource stdin =
                StreamSource.of("stdin", new ByteArrayInputStream("a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8)));
        Layout layout = Inference.builder().sampleBytes(8).build().infer(stdin);
        assertThat(layout.schema().toString()).isEqualTo("a LONG, b LONG");
        byte[] rest = layout.text().open(layout.dataStart().byteOffset()).readAllBytes();
        assertThat(new String(rest, StandardCharsets.UTF_8)).isEqualTo("1,2\n3,4\n");
    }

    @Test
    @Timeout(20)
    void sampleGrowsUntilAWideHeaderAndARecordFit() throws IOException {
        String header =
                IntStream.range(0, 60_000).mapToObj(i -> "column number " + i).collect(Collectors.joining(","));
        String record = IntStream.range(0, 60_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        Layout layout = infer(header + "\n" + record + "\n" + record + "\n");
        assertThat(layout.schema().size()).isEqualTo(60_000);
        assertThat(layout.schema().column(59_999).type()).isEqualTo(ColumnType.LONG);
    }

    @Test
    void tooManyColumnsAreRefusedWithTheOption() {
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> infer("a,".repeat(70_000) + "\n1,2\n"))
                .withMessageContaining("65,536")
                .withMessageContaining("maxColumns");
    }

    @Test
    @Timeout(20)
    void lineWithoutEndIsRefusedInBoundedMemory() {
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> infer("x".repeat(10 << 20)))
                .withMessageContaining("does not end");
    }

    @Test
    void quoteThatIsNeverClosedDoesNotSwallowTheTable() throws IOException {
        Layout layout = infer("a,b\n\"" + "1,2\n".repeat(400_000));
        assertThat(layout.format().quote()).isEmpty();
        assertThat(layout.recordsSampled()).isGreaterThan(1000);
    }

    @Test
    void limitsAndNullTextsOfTheFormatAreKept() throws IOException {
        CsvFormat format = CsvFormat.builder().maxColumns(7).comment('#').build();
        Layout layout = Inference.builder().format(format).build().infer(TextOf.of("# note\na;b\n1;2\n"));
        assertThat(layout.format().maxColumns()).isEqualTo(7);
        assertThat(layout.format().delimiter()).isEqualTo(';');
        assertThat(layout.schema().toString()).isEqualTo("a LONG, b LONG");
    }

    @Test
    void mebibyteIsInferredFastOnceWarm() throws IOException {
        String text = "id,date,name,value\n" + "1234,2020-05-17,Some name of a place,12.50\n".repeat(25_000);
        for (int i = 0; i < 15; i++) {
            infer(text);
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            infer(text);
            best = Math.min(best, System.nanoTime() - start);
        }
        // Some six times what it takes, so that a busy machine does not fail it; quadratic behaviour would.
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(600));
    }
}
