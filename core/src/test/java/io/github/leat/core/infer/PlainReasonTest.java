package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainReasonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2,438 of 2,438 values are integers.|All 2,438 values are whole numbers.",
                "12 of 12 values are integers of the form #,##0.|All 12 values are whole numbers of the form #,##0.",
                "5 of 5 values are numbers that a double gives back unchanged.|All 5 values are decimal numbers.",
                "1 of 1 values are dates.|1 of 1 values are dates.",
                "11 of 1 values are dates.|11 of 1 values are dates.",
                "The values are texts, such as \"a\".|Text, such as \"a\".",
                "\"1-684\" in record 5 is not one of the integers; 223 of 249 values are integers."
                        + "|223 of 249 values are whole numbers, but \"1-684\" in record 5 is not.",
                "\"7 \" in record 5 has blanks around it; 2 of 3 values are dates."
                        + "|\"7 \" in record 5 has blanks around it; 2 of 3 values are dates.",
                "In the source is valid UTF-8, with 7 characters beyond ASCII.|It is valid UTF-8, with 7 characters beyond ASCII.",
                "It was declared.|It was declared."
            })
    void saysTheSameInPlainerWords(String reason, String plain) {
        assertThat(PlainReason.of(reason)).isEqualTo(plain);
    }
}
