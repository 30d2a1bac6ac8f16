package io.github.leat.emr;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may not be an argument of a job. */
class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/d?user=u&password=geheim",
                "jdbc:postgresql://h/d?user=u&sslpassword=geheim&x=y",
                "jdbc:postgresql://u:geheim@h/d",
                "--into=jdbc:postgresql://u:geheim@h/d",
                "--into=jdbc:postgresql://h/d?password=geheim",
                "jdbc:mariadb://u:geheim@h:3306/d",
                "jdbc:sqlserver://h;user=u;Password=geheim",
                "jdbc:oracle:thin:u/geheim@h",
                "redshift://h/d?user=u&password=geheim&iamRole=r",
            })
    void passwordsAreRefusedAndNotRepeated(String argument) {
        assertThatThrownBy(() -> Secrets.requireNone(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--secret")
                .hasMessageContaining("leatIam=true")
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h:5432/d?user=u&leatIam=true",
                "redshift-data://wg/d?secret=arn:aws:secretsmanager:eu-central-1:1:secret:s&staging=s3://b/p/&iamRole=r",
                "s3://bucket/a@b:c/*.csv",
                "--where",
                "mail = 'a:b@c' and password is null",
                "price=DECIMAL(10,2)",
                "s3://bucket/data?.csv",
            })
    void whatIsNoneIsTaken(String argument) {
        assertThatCode(() -> Secrets.requireNone(argument)).doesNotThrowAnyException();
    }
}
