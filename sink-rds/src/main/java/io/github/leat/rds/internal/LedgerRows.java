package io.github.leat.rds.internal;

import io.github.leat.core.Position;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.KnownLoad;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.RecordCounts;
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
import org.jdbi.v3.core.statement.Query;

/** Reads the whole ledger, for those who only look. */
public final class LedgerRows {
    /** Name of the ledger. */
    public static final String TABLE = Ledger.TABLE;

    /** Name of the list of loads that can be taken back. */
    public static final String UNDO_LOG = UndoTables.LOG;

    /** Columns of {@link #entry}, the first ones of a query. */
    static final String ENTRY = "version, load_id, mode, completed, source_name, byte_offset, line, record,"
            + " records_read, records_written, records_deduplicated, records_rejected, records_skipped,"
            + " dead_letter_bytes";

    /** Columns of {@link #known}, the first ones of a query. */
    static final String KNOWN = ENTRY + ", source, target_table, started_at, updated_at";

    /** How many these are. */
    static final int KNOWN_COLUMNS = 18;

    private LedgerRows() {}

    /** What a row of a query says that begins with {@link #ENTRY}. */
    static LedgerEntry entry(ResultSet row) throws SQLException {
        Position position = new Position(row.getString(5), row.getLong(6), row.getLong(7), row.getLong(8));
        RecordCounts counts =
                new RecordCounts(row.getLong(9), row.getLong(10), row.getLong(11), row.getLong(12), row.getLong(13));
        return new LedgerEntry(
                row.getString(2),
                Optional.ofNullable(row.getString(1)),
                row.getBoolean(4),
                new Checkpoint(position, counts, row.getLong(14)));
    }

    /** What a row of a query says that begins with {@link #KNOWN}. */
    static KnownLoad known(ResultSet row, Dialect dialect) throws SQLException {
        return new KnownLoad(
                row.getString(15),
                row.getString(16),
                row.getString(3),
                entry(row),
                Optional.of(instant(row, 17, dialect)),
                Optional.of(instant(row, KNOWN_COLUMNS, dialect)));
    }

    /**
     * All loads by table and source.
     *
     * @param table plain name of the only table that counts; empty for all
     */
    static List<KnownLoad> loads(Handle handle, Dialect dialect, Optional<String> table) {
        String condition =
                table.isEmpty() ? "" : " WHERE " + dialect.tableKey("target_table") + " = " + dialect.tableKey("?");
        try (Query query = handle.createQuery("SELECT " + KNOWN + " FROM " + dialect.table(Ledger.TABLE) + condition
                + " ORDER BY target_table, source")) {
            table.ifPresent(name -> query.bind(0, name));
            return query.map((row, context) -> known(row, dialect)).list();
        }
    }

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
