package io.github.leat.rds.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.PrivilegesContract;
import io.github.leat.rds.RdsSink;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a server of its own, since the one of the other tests lets everybody do all. */
class MariaDbPrivilegesTest extends PrivilegesContract {
    private static final AtomicInteger PLACES = new AtomicInteger();

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

    /** The database's name has a character that is a wildcard in grants. */
    private record Database(String name, String grantee) implements Place {
        private String url(String user, String password) {
            return server.url("localhost").replaceFirst("/crisis$", "/" + name) + "?user=" + user + "&password="
                    + password;
        }

        @Override
        public RdsSink owner() {
            return RdsSink.jdbc(url("admin", "admin's own"), new Properties());
        }

        @Override
        public RdsSink user() {
            return RdsSink.jdbc(url(grantee, "secret"), new Properties());
        }

        @Override
        public void run(String sql) {
            try (Connection connection = DriverManager.getConnection(url("admin", "admin's own"));
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new AssertionError(sql, e);
            }
        }
    }

    @Test
    void aLedgerThatMayNotBeReadIsSaidAndOneWithoutAnyRightIsNotThere() {
        Place place = newPlace();
        place.run("CREATE TABLE _leat_ledger (id int)");
        place.run("CREATE TABLE other (id int)");
        place.run("GRANT SELECT ON other TO " + place.grantee());
        assertThat(place.user().loads(LedgerScope.ALL_TABLES))
                .hasValueSatisfying(listing -> assertThat(listing.exists()).isFalse());
        place.run("GRANT INSERT ON _leat_ledger TO " + place.grantee());
        assertThatThrownBy(() -> place.user().loads(LedgerScope.ALL_TABLES))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining("GRANT SELECT ON");
    }

    @Test
    void whereTheLoadKeepsWhatItChangesAndNothingIsThere() {
        isUndoable = true;
        needsJustThese(WriteMode.UPSERT, place -> {});
    }

    @Tag("thorough")
    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void whereTheLoadKeepsWhatItChanges(WriteMode mode) {
        isUndoable = true;
        needsJustThese(mode, place -> {});
        whereAnOwnerHasMadeTheTables(mode);
        whereATableWithoutAnIndexIsThere(mode);
    }

    @Override
    protected Place newPlace() {
        int number = PLACES.incrementAndGet();
        new Database("crisis", "admin").run("CREATE DATABASE place_" + number);
        Place place = new Database("place_" + number, "loader" + number);
        place.run("CREATE USER " + place.grantee() + " IDENTIFIED BY 'secret'");
        return place;
    }
}
