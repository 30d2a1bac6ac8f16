package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.infer.Evidence.Step;
import io.github.leat.core.io.TextEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingTest {
    private static final String TEXT = "name,n\nRéunion,1\nZoë,2\n";

    @ParameterizedTest
    @CsvSource({
        "UTF-8,false",
        "UTF-8,true",
        "UTF-16LE,true",
        "UTF-16BE,true",
        "UTF-32LE,true",
        "UTF-32BE,true",
        "UTF-16LE,false",
        "UTF-16BE,false",
        "UTF-32LE,false",
        "UTF-32BE,false",
        "windows-1252,false"
    })
    void encodingIsFoundAndTextReadAsUtf8(String name, boolean byteOrderMark) throws IOException {
        Layout layout = Inference.defaults()
                .infer(TextOf.of(((byteOrderMark ? "\uFEFF" : "") + TEXT).getBytes(Charset.forName(name))));
        assertThat(layout.encoding().name()).isEqualTo(name);
        assertThat(layout.schema().toString()).isEqualTo("name TEXT, n LONG");
        assertThat(layout.sampleRecords().get(0)).containsExactly("Réunion", "1");
        byte[] data = layout.text().open(layout.dataStart().byteOffset()).readAllBytes();
        assertThat(new String(data, StandardCharsets.UTF_8)).isEqualTo("Réunion,1\nZoë,2\n");
    }

    @Test
    void declaredEncodingIsTaken() throws IOException {
        byte[] bytes = "name,n\nŁódź,1\n".getBytes(Charset.forName("ISO-8859-2"));
        Layout layout = Inference.builder()
                .encoding(TextEncoding.of("iso-8859-2"))
                .build()
                .infer(TextOf.of(bytes));
        assertThat(layout.sampleRecords().get(0)).containsExactly("Łódź", "1");
    }

    @Test
    void undefinedBytesOfWindows1252BecomeControlCharacters() throws IOException {
        byte[] bytes = {'a', '\n', (byte) 0x81, (byte) 0x8D, (byte) 0x8F, (byte) 0x90, (byte) 0x9D, (byte) 0x80, '\n'};
        Layout layout = Inference.defaults().infer(TextOf.of(bytes));
        assertThat(layout.sampleRecords().get(0)).containsExactly("\u0081\u008D\u008F\u0090\u009D€");
    }

    @Test
    void aFewWrongBytesInMuchUtf8AreNoOtherEncoding() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write("name\n".getBytes(StandardCharsets.UTF_8));
        out.write("Zoë é\n".repeat(50).getBytes(StandardCharsets.UTF_8));
        out.write(new byte[] {'x', (byte) 0xE9, 'y', '\n'});
        Evidence evidence =
                Inference.defaults().infer(TextOf.of(out.toByteArray())).evidence(Step.ENCODING);
        assertThat(evidence.decision()).isEqualTo("UTF-8");
        assertThat(evidence.confidence()).isBetween(0.9, 1.0);
        assertThat(evidence.candidates()).hasSize(2);
    }

    @Test
    void characterCutByTheEndOfTheSampleIsNoFault() throws IOException {
        byte[] bytes = "a\né\né\n".getBytes(StandardCharsets.UTF_8);
        Layout layout = Inference.builder().sampleBytes(6).build().infer(TextOf.of(bytes));
        assertThat(layout.encoding()).isEqualTo(TextEncoding.UTF_8);
    }

    private static byte[] asciiFor(int bytes, String last, String encoding) {
        String record = "12,a plain name\n";
        String text = "id,name\n" + record.repeat(bytes / record.length()) + last;
        return text.getBytes(Charset.forName(encoding));
    }

    @ParameterizedTest
    @CsvSource({"windows-1252", "UTF-8"})
    void charactersBehindTheHeadOfAFileTellItsEncoding(String encoding) throws IOException {
        byte[] bytes = asciiFor(3 << 20, "13,Ren\u00e9\n14,Z\u00fcrich\n", encoding);
        Evidence evidence = Inference.defaults().infer(new SeekableBytes(bytes)).evidence(Step.ENCODING);
        assertThat(evidence.decision()).isEqualTo(encoding);
    }

    @Test
    void byteBehindTheHeadIsNamedByItsPlaceInTheFile() throws IOException {
        byte[] bytes = asciiFor(3 << 20, "13,Ren\u00e9\n", "windows-1252");
        Evidence evidence = Inference.defaults().infer(new SeekableBytes(bytes)).evidence(Step.ENCODING);
        assertThat(evidence.reason()).startsWith("Byte " + (bytes.length - 2) + " is not UTF-8");
    }

    @Test
    void partThatBeginsWithinACharacterIsNoFault() throws IOException {
        String text = "\u20ac".repeat(20) + "\n";
        for (int shift = 0; shift < 4; shift++) {
            byte[] bytes = ("name\n" + "x".repeat(shift) + text.repeat(50_000)).getBytes(StandardCharsets.UTF_8);
            Evidence evidence =
                    Inference.defaults().infer(new SeekableBytes(bytes)).evidence(Step.ENCODING);
            assertThat(evidence.confidence()).isEqualTo(0.99);
        }
    }

    @Test
    void sourceOfWhichOnlyTheHeadIsSeenSaysHowFarItIsAscii() throws IOException {
        byte[] bytes = asciiFor(3 << 20, "13,Ren\u00e9\n", "windows-1252");
        Evidence evidence = Inference.defaults().infer(TextOf.of(bytes)).evidence(Step.ENCODING);
        assertThat(evidence.decision()).isEqualTo("UTF-8");
        assertThat(evidence.confidence()).isLessThan(1);
        assertThat(evidence.reason()).startsWith("All bytes of its first 1,048,576 bytes are ASCII.");
    }
}
