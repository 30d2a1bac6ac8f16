package io.github.leat.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextTest {
    @Test
    void controlCharactersAreSeen() {
        assertThat(ShownText.of("a\0b\nc\td\u007fe\u0085")).isEqualTo("a␀b␊c␉d␡e\ufffd");
        assertThat(ShownText.prose("a\n\tb\0")).isEqualTo("a\n\tb␀");
    }

    @Test
    void whatTurnsTheLineIsNamed() {
        assertThat(ShownText.of("abc\u202efdp.exe\u2066")).isEqualTo("abc[U+202E]fdp.exe[U+2066]");
        assertThat(ShownText.of("\u200fسوريا")).as("a mark is part of texts").isEqualTo("\u200fسوريا");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertThat(ShownText.of("😀".repeat(150))).isEqualTo("😀".repeat(100) + "…");
        assertThat(ShownText.of("x".repeat(100))).isEqualTo("x".repeat(100));
        assertThat(ShownText.of("a\ud83d")).as("half of a pair").isEqualTo("a\ufffd");
    }

    @Test
    void markupOfASourceIsText() {
        String page = new Markup()
                .open("p", "title", "\"><img src=x>")
                .value("<script>alert('1')</script>&amp;")
                .close()
                .toString();
        assertThat(page)
                .isEqualTo(
                        "<p title=\"&quot;&gt;&lt;img src=x&gt;\"><bdi>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"
                                + "&amp;amp;</bdi></p>");
    }
}
