package io.github.leat.lambda;

import io.github.leat.testkit.server.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/** What the table must hold, made by PostgreSQL's own reader of CSV and statements of the test. */
final class ExpectedTable {
    private final PostgresServer database;

    /** Like the table {@code t}, which is there. */
    ExpectedTable(PostgresServer database) {
        this.database = database;
        database.run("CREATE TABLE expected (LIKE t); CREATE TABLE incoming (LIKE t)");
    }

    /** The records replace those of their keys; answers how many records there are. */
    long upsert(byte[] csv) throws IOException {
        database.run("TRUNCATE incoming");
        long records;
        try (Connection connection = database.connect()) {
            records = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY incoming FROM STDIN (FORMAT csv, HEADER true)", new ByteArrayInputStream(csv));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        database.run("DELETE FROM expected e USING incoming i WHERE e.event_id_cnty = i.event_id_cnty;"
                + " INSERT INTO expected TABLE incoming");
        return records;
    }

    /** Rows that are in only one of two tables, each as often as it is there. */
    static List<String> differences(PostgresServer database, String one, String other) {
        return database.texts("(TABLE " + one + " EXCEPT ALL TABLE " + other + ") UNION ALL (TABLE " + other
                + " EXCEPT ALL TABLE " + one + ") LIMIT 5");
    }

    List<String> differences() {
        return differences(database, "t", "expected");
    }
}
