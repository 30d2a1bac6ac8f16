package io.github.leat.rds.internal.mysql;

import io.github.leat.core.SchemaException;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/**
 * The server as a connection finds it.
 *
 * @param schema the database of the table
 * @param isMariaDb rather than MySQL
 * @param maxPacket longest statement in bytes
 */
record MySqlServer(String schema, boolean isMariaDb, long maxPacket) {
    /** Before there is a connection. */
    static final MySqlServer UNKNOWN = new MySqlServer("", true, 1 << 20);

    /**
     * A server, and a table in it.
     *
     * @param table the plain name, in the case that the server keeps
     */
    record Place(MySqlServer server, String table) {}

    /**
     * Without a database in the table's name that of the connection counts.
     *
     * @throws SchemaException if there is no such database
     */
    static Place find(Handle handle, String table) {
        List<String> parts = Identifiers.parse(table);
        String named = parts.size() > 1 ? parts.get(0) : "";
        String name = parts.get(parts.size() - 1);
        return handle.createQuery("SELECT VERSION(), @@max_allowed_packet, @@lower_case_table_names, (SELECT"
                        + " schema_name FROM information_schema.schemata WHERE schema_name ="
                        + " COALESCE(NULLIF(?, ''), DATABASE()) LIMIT 1)")
                .bind(0, named)
                .map((row, context) -> {
                    String schema = row.getString(4);
                    if (schema == null) {
                        throw noDatabase(named, table);
                    }
                    boolean isMariaDb =
                            row.getString(1).toLowerCase(Locale.ROOT).contains("mariadb");
                    return new Place(
                            new MySqlServer(schema, isMariaDb, row.getLong(2)),
                            row.getInt(3) == 0 ? name : name.toLowerCase(Locale.ROOT));
                })
                .one();
    }

    private static SchemaException noDatabase(String named, String table) {
        return new SchemaException(
                named.isEmpty()
                        ? "The address names no database for the table " + table
                                + ". Add it as jdbc:mariadb://host/database, or write database.table."
                        : "There is no database \"" + named + "\" for the table " + table
                                + ". Create it, or choose another.");
    }

    String product() {
        return isMariaDb ? "MariaDB" : "MySQL";
    }

    /** A table as SQL names it. */
    String table(String name) {
        return Identifiers.quote(schema) + "." + Identifiers.quote(name);
    }

    MySqlCatalogue catalogue(Connection connection) {
        return new MySqlCatalogue(connection, schema, isMariaDb);
    }
}
