package io.github.leat.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncodingTest {
    @ParameterizedTest
    @CsvSource({
        "latin1,windows-1252",
        "ISO-8859-1,windows-1252",
        "cp1252,windows-1252",
        "utf8,UTF-8",
        "UTF-16,UTF-16LE",
        "iso-8859-15,ISO-8859-15",
        "shift_jis,Shift_JIS"
    })
    void namesAreUnderstood(String name, String encoding) {
        assertThat(TextEncoding.of(name).name()).isEqualTo(encoding);
    }

    @Test
    void unknownNamesAreRefusedWithSomeKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextEncoding.of("utf-99"))
                .withMessageContaining("utf-99")
                .withMessageContaining("windows-1252");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "GB18030", "UTF-8"})
    void anyTextBecomesUtf8WhateverTheBufferCuts(String name) throws IOException {
        TextEncoding encoding = TextEncoding.of(name);
        String text = "aé漢😀\n".repeat(20_000);
        InputStream in = TextSource.toUtf8(new ByteArrayInputStream(text.getBytes(encoding.charset())), encoding);
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void singleBytesBecomeUtf8AndCanBeSkipped() throws IOException {
        TextEncoding encoding = TextEncoding.of("ISO-8859-2");
        String text = "Łódź,1\n".repeat(20_000);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        InputStream in = TextSource.toUtf8(new ByteArrayInputStream(text.getBytes(encoding.charset())), encoding);
        in.skipNBytes(100_000);
        assertThat(in.readAllBytes()).hasSize(utf8.length - 100_000);
    }

    @Test
    void malformedBytesBecomeReplacementCharacters() throws IOException {
        byte[] loneSurrogateAndHalf = {'a', 0, 0x00, (byte) 0xDC, 'b', 0, 'c'};
        InputStream in = TextSource.toUtf8(new ByteArrayInputStream(loneSurrogateAndHalf), TextEncoding.UTF_16LE);
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a\uFFFDb\uFFFD");
    }
}
