package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.leat.core.SchemaException;
import io.github.leat.core.io.StreamSource;
import io.github.leat.core.record.CsvFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On which records types rest: the head, the middle and the end, or all of them. */
class SampleScopeTest {
    private static final String HEADER = "id,day,name\n";
    private static final String RECORD = "17,2020-05-17,\"a name, quoted\"\n";

    private static RepeatedText megabytes(int megabytes, String last) {
        return new RepeatedText(HEADER, RECORD, megabytes * 1_000_000L / RECORD.length(), last);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 300, 30_000})
    void bytesReadDoNotGrowWithTheSource(int megabytes) throws IOException {
        RepeatedText source = megabytes(megabytes, "");
        Layout layout = Inference.defaults().infer(source);
        assertThat(layout.schema().toString()).isEqualTo("id LONG, day DATE, name TEXT");
        assertThat(layout.exhaustive()).isFalse();
        assertThat(source.bytesRead()).isLessThanOrEqualTo((1 << 20) + 1 + 2L * FarBytes.BYTES);
        assertThat(layout.recordsSampled()).isGreaterThan((1 << 20) / RECORD.length() + 4000);
    }

    @Test
    void typeThatBreaksInTheLastRecordIsSeen() throws IOException {
        Layout layout = Inference.defaults().infer(megabytes(300, "x1,2020-05-17,late\n"));
        assertThat(layout.schema().toString()).isEqualTo("id TEXT, day DATE, name TEXT");
        assertThat(layout.columns().get(0).reason()).startsWith("\"x1\" near byte 300,000,0");
    }

    @Test
    void footnoteAtTheEndDoesNotSpoilTheTail() throws IOException {
        Layout layout = Inference.defaults().infer(megabytes(10, "x1,2020-05-17,late\nSource: somebody\n"));
        assertThat(layout.schema().column(0).type()).hasToString("TEXT");
        assertThat(layout.schema().column(1).type()).hasToString("DATE");
    }

    @Test
    void sourceWithoutCheapOffsetsIsSampledAtItsHeadOnly() throws IOException {
        byte[] bytes = megabytes(3, "x1,2020-05-17,late\n").open(0).readAllBytes();
        assertThat(Inference.defaults()
                        .infer(TextOf.of(bytes))
                        .schema()
                        .column(0)
                        .type())
                .hasToString("LONG");
    }

    @Test
    void partsOfWideEncodingsBeginAtACharacter() throws IOException {
        String text = HEADER + "17,2020-05-17,na\u00efve\n".repeat(100_000) + "x1,2020-05-17,late\n";
        for (String encoding : new String[] {"UTF-16LE", "UTF-16BE", "windows-1252"}) {
            Layout layout = Inference.defaults().infer(new SeekableBytes(text.getBytes(encoding)));
            assertThat(layout.encoding().name()).isEqualTo(encoding);
            assertThat(layout.schema().toString()).isEqualTo("id TEXT, day DATE, name TEXT");
        }
    }

    private static String sampleBreaksBetween(String value) {
        return HEADER + RECORD.repeat(30_000) + value + ",2020-05-17,between\n" + RECORD.repeat(70_000);
    }

    @Test
    void exactInferenceSeesWhatASampleDoesNot() throws IOException {
        String text = sampleBreaksBetween("1.5");
        SeekableBytes source = new SeekableBytes(text.getBytes(StandardCharsets.UTF_8));
        Layout sampled = Inference.builder().sampleBytes(1000).build().infer(source);
        Layout exact = Inference.builder().sampleBytes(1000).exact(true).build().infer(source);
        assertThat(sampled.schema().column(0).type()).hasToString("LONG");
        assertThat(exact.schema().toString()).isEqualTo("id DECIMAL(18,1), day DATE, name TEXT");
        assertThat(exact.recordsSampled()).isEqualTo(100_001);
        assertThat(exact.exhaustive()).isTrue();
        assertThat(exact.schema().column(0).nullable()).isFalse();
    }

    @Test
    void exactInferenceNamesTheRecord() throws IOException {
        String text = sampleBreaksBetween("n/a");
        Layout exact =
                Inference.builder().exact(true).build().infer(new SeekableBytes(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(exact.columns().get(0).reason())
                .startsWith("\"n/a\" in record 30,001 is not one of the integers; 100,000 of 100,001 values");
    }

    @Test
    void exactInferenceTakesRecordsLongerThanItsBuffer() throws IOException {
        String text = "a,b\n" + "1,x\n".repeat(10) + "2,\"" + "long\n".repeat(500_000) + "\"\n" + "3,y\n";
        Layout exact = Inference.builder().sampleBytes(20).exact(true).build().infer(TextOf.of(text));
        assertThat(exact.recordsSampled()).isEqualTo(12);
        assertThat(exact.schema().toString()).isEqualTo("a LONG, b TEXT");
    }

    @Test
    void exactInferenceOfAQuoteThatIsNeverClosedIsRefused() {
        String text = "a,b\n" + "1,x\n".repeat(100) + "2,\"" + "long\n".repeat(4_000_000);
        Inference exact = Inference.builder().sampleBytes(200).exact(true).build();
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> exact.infer(TextOf.of(text)))
                .withMessageContaining("missing its partner");
    }

    @Test
    void exactInferenceOfAStreamIsRefusedUnlessTheSampleIsAllOfIt() throws IOException {
        Inference exact = Inference.builder().sampleBytes(20).exact(true).build();
        String text = "a,b\n1,2\n";
        assertThat(exact.infer(stream(text)).exhaustive()).isTrue();
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> exact.infer(stream(text + "3,4\n".repeat(10))))
                .withMessageContaining("can be read only once")
                .withMessageContaining("Save it to a file");
    }

    private static StreamSource stream(String text) {
        return StreamSource.of("stdin", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Wherever a part begins, what is taken for the start of a record is one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void recordsOfAPartThatBeginsAnywhereAreRecordsOfTheTable(long seed) {
        Random random = new Random(seed);
        StringBuilder table = new StringBuilder();
        Set<Integer> starts = new HashSet<>();
        for (int r = 0; r < 60; r++) {
            starts.add(table.length());
            table.append(r)
                    .append(',')
                    .append(cell(random))
                    .append(',')
                    .append(cell(random))
                    .append('\n');
        }
        byte[] text = table.toString().getBytes(StandardCharsets.UTF_8);
        int found = 0;
        for (int cut = 1; cut < text.length - 1; cut++) {
            byte[] part = Arrays.copyOfRange(text, cut, text.length);
            Optional<FarParts.Certain> certain = FarParts.recordsOf(part, true, CsvFormat.rfc4180(), 3);
            if (certain.isPresent()) {
                Tokens tokens = certain.get().tokens();
                for (int r = certain.get().first(); r < tokens.records(); r++) {
                    assertThat(starts).as("cut at %s", cut).contains(cut + tokens.recordFrom(r));
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(text.length);
    }

    private static String cell(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "\"two\nlines, and a comma\"";
            case 1 -> "\"a \"\"quoted\"\" word\"";
            case 2 -> "\"ends with a quote\"\"\"";
            case 3 -> "";
            default -> "plain " + random.nextInt(100);
        };
    }

    @Test
    void partInsideOfALongCellThatReadsLikeATableIsLeftOut() {
        String inside = "1,2,3\n".repeat(50) + "4,\"\"x\"\",5\n".repeat(5);
        String part = inside + "\",9\n";
        assertThat(FarParts.recordsOf(part.getBytes(StandardCharsets.UTF_8), true, CsvFormat.rfc4180(), 3))
                .isEmpty();
    }
}
