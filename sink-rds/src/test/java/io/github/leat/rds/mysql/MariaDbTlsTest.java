package io.github.leat.rds.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.rds.internal.CountedTokens;
import io.github.leat.rds.internal.mysql.MySqlConnector;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbTlsTest {
    @TempDir
    static Path folder;

    private static TlsServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TlsServer(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static Connection connect(String host, String parameters) throws SQLException {
        return new MySqlConnector(server.url(host) + "?" + parameters, new Properties()).connectBeside();
    }

    private static Connection connectAsAdmin(String host, Path certificate) throws SQLException {
        return connect(host, "user=admin&password=admin's own&serverSslCert=" + certificate);
    }

    @Test
    void theRightCertificateIsAcceptedAndTlsIsOnWithoutAsking() throws SQLException {
        try (Connection connection = connectAsAdmin(TlsServer.NAMED, server.certificate())) {
            assertThat(cipherOf(connection)).isNotEmpty();
        }
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() {
        assertThatThrownBy(() -> connectAsAdmin(TlsServer.UNNAMED, server.certificate()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("hostname verification failed")
                .hasMessageContaining(TlsServer.UNNAMED);
    }

    @Test
    void aCertificateOfAnotherKeyIsRefused() {
        assertThatThrownBy(() -> connectAsAdmin(TlsServer.NAMED, server.otherCertificate()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("PKIX path building failed");
    }

    /** The server takes a token as a password; what RDS checks in it no server here can check. */
    @Test
    void eachConnectionLogsInByANewToken() throws SQLException {
        try (Connection admin = connectAsAdmin(TlsServer.NAMED, server.certificate());
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE USER token_user REQUIRE SSL");
            statement.execute("GRANT ALL ON crisis.* TO token_user");
            for (int i = 0; i < 2; i++) {
                String next = CountedTokens.token(CountedTokens.made() + 1, "token_user", "eu-central-1");
                statement.execute("SET PASSWORD FOR token_user = PASSWORD('" + next + "')");
                try (Connection connection = connect(
                        TlsServer.NAMED,
                        "user=token_user&leatIam=true&leatRegion=eu-central-1&serverSslCert=" + server.certificate())) {
                    assertThat(cipherOf(connection)).isNotEmpty();
                }
            }
        }
    }

    private static String cipherOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet status = statement.executeQuery("SHOW STATUS LIKE 'Ssl_cipher'")) {
            assertThat(status.next()).isTrue();
            return status.getString(2);
        }
    }
}
