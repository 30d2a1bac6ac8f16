package io.github.leat.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.rds.RdsSink;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No server of a test can check a token, so it is looked at where it arrives. */
class IamTokenSourceTest {
    private static final Schema ONE = Schema.of(Column.of("id", ColumnType.LONG));

    @BeforeEach
    void giveCredentials() {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "the-secret-of-the-test");
    }

    @AfterEach
    void takeCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.clearProperty("aws.region");
    }

    @Test
    void eachConnectionSendsATokenOfItsOwn() throws Exception {
        try (PasswordServer server = new PasswordServer()) {
            String url = "jdbc:postgresql://127.0.0.1:" + server.port()
                    + "/crisis?user=loader&leatIam=true&leatRegion=eu-central-1";
            plan(url);
            assertThat(server.passwords().take())
                    .startsWith("127.0.0.1:" + server.port() + "/?")
                    .contains("Action=connect", "DBUser=loader", "X-Amz-Expires=900", "X-Amz-Signature=")
                    .contains("AKIDEXAMPLE", "eu-central-1%2Frds-db%2Faws4_request");

            System.setProperty("aws.accessKeyId", "AKIDRENEWED");
            plan(url);
            assertThat(server.passwords().take()).contains("AKIDRENEWED");
            assertThat(server.passwords()).isEmpty();
        }
    }

    @Test
    void theSdksRegionIsTakenWhereTheAddressHasNone() throws Exception {
        System.setProperty("aws.region", "ap-south-1");
        try (PasswordServer server = new PasswordServer()) {
            plan("jdbc:postgresql://127.0.0.1:" + server.port() + "/crisis?user=loader&leatIam=true");
            assertThat(server.passwords().take()).contains("ap-south-1%2Frds-db");
        }
    }

    @Test
    void withoutARegionItSaysHowToGiveOne() {
        assertThatThrownBy(() -> new IamTokenSource().token("127.0.0.1", 5432, "loader", Optional.empty()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Add leatRegion=… to the address, or set AWS_REGION.");
    }

    @Test
    void theRegionInTheHostsNameComesBeforeTheSdks() throws Exception {
        System.setProperty("aws.region", "ap-south-1");
        assertThat(new IamTokenSource()
                        .token("db.abc.eu-central-1.rds.amazonaws.com", 5432, "loader", Optional.empty()))
                .contains("eu-central-1%2Frds-db");
    }

    private static void plan(String url) {
        assertThatRefusal(
                () -> RdsSink.jdbc(url, new Properties()).table("events").plan(ONE));
    }

    /** The server refuses every password; what is said about that holds no part of a token. */
    private static void assertThatRefusal(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(PermanentSinkException.class).satisfies(e -> {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            assertThat(text.toString())
                    .contains("the token is not taken")
                    .doesNotContain("X-Amz", "AKID", "the-secret-of-the-test");
        });
    }
}
