package io.github.leat.rds.internal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresAddressTest {
    private static PostgresAddress parse(String url) {
        return PostgresAddress.parse(url, new Properties());
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.org/d, verify-full",
        "jdbc:postgresql://localhost.example.org/d, verify-full",
        "'jdbc:postgresql://localhost,db.example.org/d', verify-full",
        "jdbc:postgresql://db.example.org/d?sslmode=require, ",
        "jdbc:postgresql://localhost/d, ",
        "jdbc:postgresql://127.0.0.1:6432/d, ",
        "jdbc:postgresql://[::1]/d, ",
        "jdbc:postgresql:d, ",
    })
    void theServersNameIsCheckedUnlessItIsThisMachine(String url, String mode) {
        assertThat(parse(url).driver().properties().get("sslmode")).isEqualTo(mode);
    }

    @Test
    void userAndPasswordMayStandBeforeTheHost() {
        PostgresAddress address =
                parse("jdbc:postgresql://me:p%40ss@localhost:1/d?leatConnections=3&tcpKeepAlive=false");
        assertThat(address.driver().properties()).containsEntry("user", "me").containsEntry("password", "p@ss");
        assertThat(address.driver().url()).isEqualTo("jdbc:postgresql://localhost:1/d?tcpKeepAlive=false");
        assertThat(address.name()).isEqualTo("jdbc:postgresql://localhost:1/d");
        assertThat(address.connections()).isEqualTo(3);
        assertThat(address.driver().properties())
                .doesNotContainKey("tcpKeepAlive")
                .containsEntry("prepareThreshold", "0");
    }

    @Test
    void aBoundBelowOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("jdbc:postgresql://localhost/d?leatConnections=0"))
                .withMessageContaining("leatConnections");
    }

    @Test
    void longNamesKeepApart() {
        String longName = "ünï".repeat(30);
        String fitted = Identifiers.fit(longName + "a");
        assertThat(fitted.getBytes(StandardCharsets.UTF_8).length).isBetween(60, Identifiers.MAX_BYTES);
        assertThat(fitted).isNotEqualTo(Identifiers.fit(longName + "b")).doesNotContain("\uFFFD");
        assertThat(Identifiers.fit("x".repeat(63))).isEqualTo("x".repeat(63));
    }

    @Test
    void tablesAreWrittenWithOrWithoutSchema() {
        assertThat(Identifiers.parse("t")).containsExactly("t");
        assertThat(Identifiers.parse("s.t")).containsExactly("s", "t");
        assertThat(Identifiers.parse("\"a.b\".\"c\"\"d.\"")).containsExactly("a.b", "c\"d.");
    }
}
