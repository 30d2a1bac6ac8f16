package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.infer.Evidence.Step;
import io.github.leat.core.record.CsvFormat.Escape;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DialectTest {
    static List<Cases> dialects() throws IOException {
        return Cases.blocks("dialects.txt");
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void dialectIsFound(Cases example) throws IOException {
        Layout layout = Inference.defaults().infer(TextOf.of(example.text()));
        assertThat(layout.evidence(Step.DIALECT).decision())
                .as(layout.evidence(Step.DIALECT).toString())
                .isEqualTo(example.expected());
    }

    @Test
    void declaredDialectIsTaken() throws IOException {
        Layout layout = Inference.builder()
                .delimiter(';')
                .quote('\'')
                .escape(Escape.BACKSLASH)
                .build()
                .infer(TextOf.of("a,b\n1,2\n"));
        assertThat(layout.format().delimiter()).isEqualTo(';');
        assertThat(layout.format().quote()).contains('\'');
        assertThat(layout.format().escape()).isEqualTo(Escape.BACKSLASH);
        assertThat(layout.schema().size()).isEqualTo(1);
    }

    @Test
    void declaredAbsenceOfQuotesIsTaken() throws IOException {
        Layout layout = Inference.builder().noQuote().build().infer(TextOf.of("a,b\n\"1\",2\n"));
        assertThat(layout.format().quote()).isEmpty();
        assertThat(layout.sampleRecords().get(0)).containsExactly("\"1\"", "2");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource(
            delimiter = ';',
            value = {
                "'1\\n2\\n';LF",
                "'1\\r\\n2\\r\\n';CRLF",
                "'1\\r2\\r';CR",
                "'1\\n2\\r\\n';MIXED",
                "'1';LF",
                "'\"1\\n\"\\r\\n2\\r\\n';CRLF"
            })
    void lineSeparatorIsSeen(String text, LineSeparator expected) throws IOException {
        String real = text.replace("\\n", "\n").replace("\\r", "\r");
        assertThat(Inference.defaults().infer(TextOf.of(real)).lineSeparator()).isEqualTo(expected);
    }
}
