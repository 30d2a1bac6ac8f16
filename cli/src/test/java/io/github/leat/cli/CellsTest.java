package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "'', 0",
        "日本, 4",
        "한국어, 6",
        "😀, 2",
        "❤, 1",
        "e\u0301te\u0301, 3",
        "سوريا, 5",
        "\u2068سوريا\u2069, 5",
        "ｆ, 2",
        "…, 1"
    })
    void widthIsThatOfATerminal(String text, int cells) {
        assertThat(Cells.of(text)).isEqualTo(cells);
    }

    @Test
    void cutKeepsMarksWithTheirCharactersAndWideOnesWhole() {
        assertThat(Cells.cut("日本語", 5)).isEqualTo("日本…");
        assertThat(Cells.cut("日本語", 4)).isEqualTo("日…");
        assertThat(Cells.cut("ae\u0301bc", 3)).isEqualTo("ae\u0301…");
        assertThat(Cells.cut("abc", 3)).isEqualTo("abc");
        assertThat(Cells.field("سوريا والعراق", 8))
                .hasSize(10)
                .startsWith("\u2068")
                .endsWith("…\u2069");
        assertThat(Cells.of(Cells.field("سوريا والعراق", 8))).isEqualTo(8);
    }

    @Test
    void nothingReachesTheTerminalThatItWouldObey() {
        assertThat(Cells.visible("a\033[31mb\u009b31mc\r\n\nd\u202ee\0")).isEqualTo("a [31mb\ufffd31mc de ");
    }

    @Test
    void proseIsBrokenAtBlanksAndWordsThatAreTooLongInPieces() {
        assertThat(Cells.wrap("one two three fourteen-characters", 10))
                .isEqualTo(List.of("one two", "three", "fourteen-c", "haracters"));
        assertThat(Cells.wrap("", 10)).isEmpty();
    }

    @Test
    void whatIsCopiedIsBrokenOutsideQuotesOnly() {
        assertThat(Cells.wrapWhole("--types 'a b=DATE(d M)' or --null NA", 12))
                .isEqualTo(List.of("--types", "'a b=DATE(d M)'", "or --null NA"));
    }
}
