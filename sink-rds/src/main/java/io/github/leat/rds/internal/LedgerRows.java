package io.github.leat.rds.internal;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.rds.LedgerRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads the whole ledger, for those who only look. */
public final class LedgerRows {
    /** Name of the ledger. */
    public static final String TABLE = Ledger.TABLE;

    private LedgerRows() {}

    /** All rows by table and source. */
    public static List<LedgerRow> read(Handle handle, Dialect dialect) {
        return handle.createQuery(
                        "SELECT source, target_table, version, load_id, mode, completed, byte_offset, records_read,"
                                + " records_written, records_deduplicated, records_rejected, records_skipped, started_at,"
                                + " updated_at FROM " + dialect.table(Ledger.TABLE) + " ORDER BY target_table, source")
                .map((row, context) -> new LedgerRow(
                        row.getString(1),
                        row.getString(2),
                        Optional.ofNullable(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getBoolean(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12),
                        instant(row, 13, dialect),
                        instant(row, 14, dialect)))
                .list();
    }

    /** MariaDB and MySQL keep instants as a date and time of UTC. */
    public static Instant instant(ResultSet row, int column, Dialect dialect) throws SQLException {
        return dialect.typeName(ColumnType.TIMESTAMP_TZ).startsWith("datetime")
                ? row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC)
                : row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
