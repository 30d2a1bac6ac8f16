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
}
