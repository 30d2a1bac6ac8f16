package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HxlTagsTest {
    private static boolean isTag(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HxlTags.isTag(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#org", " #org ", "#adm1+name", "#date +reported +2013", "#ADM1+Name", "#x_notes", "#geo+ lat"})
    void hashtags(String text) {
        assertThat(isTag(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "org", "#1st", "#org name", "#org+", "#org++x", "# org", "#org,", "##org", "#ürg"})
    void othersAreNone(String text) {
        assertThat(isTag(text)).isFalse();
    }
}
