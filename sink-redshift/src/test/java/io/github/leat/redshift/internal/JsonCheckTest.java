package io.github.leat.redshift.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.record.ByteSlice;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON and what is not. */
class JsonCheckTest {
    private static boolean isJson(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        ByteSlice slice = new ByteSlice();
        slice.set(bytes, 1, bytes.length - 2);
        return JsonCheck.isJson(slice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [1, -2.5e+3 , 0] ",
                "{\"a\":{\"b\":[null,true,false,\"\"]}}",
                "\"é\\u00e9\\n\\\"\"",
                "-0",
                "12",
                "1E5"
            })
    void texts(String text) {
        assertThat(isJson(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\"}",
                "{a:1}",
                "01",
                "1.",
                ".5",
                "+1",
                "nul",
                "\"\\x\"",
                "\"\\u12\"",
                "\"",
                "[1] 2",
                "'a'",
                "NaN",
                "1e",
                "\"a\nb\"",
                "{\"a\":1,}",
                "tru"
            })
    void isNone(String text) {
        assertThat(isJson(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 100_000})
    void isNoneWhereItIsTooDeep(int levels) {
        assertThat(isJson("[".repeat(1_000) + "]".repeat(1_000))).isTrue();
        assertThat(isJson("[".repeat(levels) + "]".repeat(levels))).isFalse();
    }
}
