package io.github.leat.rds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.leat.rds.internal.mysql.MySqlConnector;
import io.github.leat.rds.internal.postgres.PostgresConnector;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IamLoginTest {
    private static Connector parse(String url, Properties properties) {
        return url.startsWith("jdbc:postgresql:")
                ? new PostgresConnector(url, properties)
                : new MySqlConnector(url, properties);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "//me:pw@h/d?leatIam=true | a password, too",
                "//h/d?user=me&password=pw&leatIam=true | a password, too",
                "//h/d?leatIam=true | user=",
                "//h/d?user=me&leatIam=yes | must be true or false",
                "//h/d?user=me&leatRegion=eu-central-1 | leatIam=true",
                "//h/d?user=me&leatIam=true&leatRegion=Frankfurt%20am%20Main | must be a region",
                "//a:1,b:2/d?user=me&leatIam=true | one host",
            })
    void whatDoesNotGoWithTokensIsRefused(String address, String message) {
        for (String scheme : new String[] {"jdbc:postgresql:", "jdbc:mariadb:", "jdbc:mysql:"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(scheme + address, new Properties()))
                    .withMessageContaining(message)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("pw"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/d?sslmode=disable",
                "jdbc:postgresql://h/d?sslmode=prefer",
                "jdbc:postgresql://h/d?sslmode=allow",
                "jdbc:postgresql://h/d?ssl=false",
                "jdbc:mariadb://h/d?sslMode=disable",
                "jdbc:mariadb://h/d?sslmode=DISABLED",
                "jdbc:mysql://h/d?sslMode=disable",
            })
    void aTokenIsNotSentInTheClear(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(address + "&user=me&leatIam=true", new Properties()))
                .withMessageContaining("needs TLS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/d?sslmode=require",
                "jdbc:postgresql://h/d?ssl=true",
                "jdbc:postgresql://localhost/d?sslmode=disable",
                "jdbc:mariadb://h/d?sslMode=verify-ca",
                "jdbc:mariadb://h/d?sslMode=trust",
                "jdbc:mysql://localhost/d?sslMode=disable",
            })
    void otherTlsAndThisMachineAreTheUsersChoice(String address) {
        assertThat(parse(address + "&user=me&leatIam=true", new Properties()).name())
                .isEqualTo(address.replaceFirst("\\?.*", ""));
    }

    @Test
    void aPasswordOrPlainTextInThePropertiesIsRefusedToo() {
        Properties password = new Properties();
        password.setProperty("password", "pw");
        Properties plain = new Properties();
        plain.setProperty("sslmode", "disable");
        plain.setProperty("sslMode", "disable");
        for (String scheme : new String[] {"jdbc:postgresql:", "jdbc:mariadb:"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(scheme + "//h/d?user=me&leatIam=true", password))
                    .withMessageContaining("a password, too");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(scheme + "//h/d?user=me&leatIam=true", plain))
                    .withMessageContaining("needs TLS");
        }
    }

    @Test
    void whatMakesTokensIsNamedWhereItIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IamLogin.source(ClassLoader.getPlatformClassLoader()))
                .withMessageContaining("io.github.leat:leat-rds-iam");
    }
}
