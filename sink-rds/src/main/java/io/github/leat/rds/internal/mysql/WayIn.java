package io.github.leat.rds.internal.mysql;

import java.sql.Connection;
import java.sql.SQLException;

/** The ways records may go in; every server knows the second, and not each one the others. */
enum WayIn {
    /** MariaDB's bulk protocol, where the server has it; else rows. */
    BULK,
    /** Statements of many rows each. */
    ROWS,
    /** LOAD DATA LOCAL INFILE. */
    LOAD_DATA;

    RecordWriter writer(Connection connection, InsertTarget target, MySqlServer server) throws SQLException {
        RowsWriter rows = new RowsWriter(connection, target, server.maxPacket());
        return switch (this) {
            case LOAD_DATA -> new LoadDataWriter(connection, target, rows);
            case BULK -> server.isMariaDb() ? new BulkWriter(connection, target, server.maxPacket()) : rows;
            case ROWS -> rows;
        };
    }
}
