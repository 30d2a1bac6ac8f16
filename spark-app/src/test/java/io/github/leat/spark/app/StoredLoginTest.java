package io.github.leat.spark.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a secret may look like. */
class StoredLoginTest {
    @Test
    void aPasswordAloneOrWithItsUser() {
        assertThat(StoredLogin.login("s", "ge heim", false)).isEqualTo(Map.of("password", "ge heim"));
        String json = "{\"engine\":\"postgres\",\"tags\":{\"password\":\"no\"},\"username\":\"u\",\"password\":\"p\"}";
        assertThat(StoredLogin.login("s", json, false)).isEqualTo(Map.of("user", "u", "password", "p"));
        assertThat(StoredLogin.login("s", json, true)).isEqualTo(Map.of("password", "p"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"username\":\"u\"}", "{\"password\":geheim}", "{\"password\":\"\"}"})
    void withoutAPasswordItIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> StoredLogin.login("crisis/loader", text, false))
                .hasMessageContaining("crisis/loader holds no password")
                .hasMessageNotContaining("geheim");
    }
}
