package io.github.leat.rds.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/**
 * The table {@value #TABLE}: one row per object and target table, the newest load of it.
 *
 * <p>{@code run_id} is the run that may write the row. A run takes it over when it opens; a run that finds it taken stops, so
 * that two loads of one object into one table cannot both go on.
 */
final class Ledger {
    /** Name of the table. */
    static final String TABLE = "_leat_ledger";

    private static final String COLUMNS =
            "source, target_table, version, load_id, run_id, mode, completed, source_name,"
                    + " byte_offset, line, record, records_read, records_written, records_deduplicated, records_rejected,"
                    + " records_skipped, dead_letter_bytes, started_at, updated_at";

    private static final String AHEAD = "ahead";
    private final Session session;
    private final String where;
    private final String table;
    private final String mode;
    private final Dialect dialect;

    Ledger(Session session, String where, SinkOptions options) {
        this.dialect = session.dialect();
        this.session = session;
        this.where = where;
        this.table = options.table();
        this.mode = options.ledgerMode();
    }

    /** What the table holds, with the mode of the load that wrote it. */
    record Row(LedgerEntry entry, String mode) {
        /** Where the load goes on; empty if it is to begin at its first record. */
        Optional<Checkpoint> resumeAt() {
            Checkpoint checkpoint = entry.checkpoint();
            return Optional.of(checkpoint)
                    .filter(known -> !known.equals(nothing(known.position().source())));
        }

        /** Whether the row says something of a table that is not there any more. */
        boolean isVoidWithout(Optional<TargetTable> target) {
            return target.isEmpty() && (entry.completed() || mode.equals(WriteMode.APPEND.name()));
        }
    }

    /** The checkpoint of a load that has none: its records are to be read from the first on. */
    private static Checkpoint nothing(String source) {
        return new Checkpoint(Position.startOf(source), RecordCounts.ZERO, 0);
    }

    /** Adds what ledgers of earlier versions lack. */
    void upgrade() {
        if (dialect.commitsAhead()) {
            boolean isOld = session.guard("read the ledger", () -> dialect.readTable(session.handle(), TABLE)).stream()
                    .flatMap(found -> found.columns().stream())
                    .noneMatch(column -> column.name().equals(AHEAD));
            if (isOld) {
                session.lockDefinitions();
                session.run(
                        "ALTER TABLE " + dialect.table(TABLE) + " ADD COLUMN IF NOT EXISTS " + aheadColumn(dialect),
                        "change the ledger");
            }
        }
    }

    /** All columns, to be copied. */
    static String columns(Dialect dialect) {
        return COLUMNS + (dialect.commitsAhead() ? ", " + AHEAD : "");
    }

    private static String aheadColumn(Dialect dialect) {
        return AHEAD + " " + dialect.typeName(ColumnType.TEXT);
    }

    /** The records that companions have committed beyond the checkpoint. */
    RecordRanges ahead(String source) {
        if (!dialect.commitsAhead()) {
            return new RecordRanges();
        }
        return session.guard(
                "read the ledger",
                () -> RecordRanges.parse(session.handle()
                        .createQuery(
                                "SELECT coalesce(" + AHEAD + ", '') FROM " + dialect.table(TABLE) + whereRow(dialect))
                        .bind(0, source)
                        .bind(1, table)
                        .mapTo(String.class)
                        .findOne()
                        .orElse("")));
    }

    /** Notes what a companion commits ahead, in its transaction; makes the row of a load that has no checkpoint yet. */
    void writeAhead(LoadId load, String loadId, boolean known, String sourceName, RecordRanges taken) {
        if (!known) {
            write(load, loadId, false, false, nothing(sourceName));
        }
        int changed = session.guard(
                "write the ledger",
                () -> session.handle()
                        .createUpdate("UPDATE " + dialect.table(TABLE) + " SET " + AHEAD + " = coalesce(" + AHEAD
                                + " || ',', '') || ?" + whereRow(dialect) + " AND run_id = ?")
                        .bind(0, taken.toString())
                        .bind(1, load.source())
                        .bind(2, table)
                        .bind(3, load.id())
                        .execute());
        requireOwn(changed, load);
    }

    private static String whereRow(Dialect dialect) {
        return " WHERE " + dialect.ledgerRow();
    }

    private String find() {
        return "SELECT " + LedgerRows.ENTRY + " FROM " + dialect.table(TABLE) + whereRow(dialect);
    }

    static String update(Dialect dialect) {
        return "UPDATE " + dialect.table(TABLE) + " SET version = ?, load_id = ?, mode = ?, completed = ?,"
                + " source_name = ?, byte_offset = ?, line = ?, record = ?, records_read = ?, records_written = ?,"
                + " records_deduplicated = ?, records_rejected = ?, records_skipped = ?, dead_letter_bytes = ?, started_at ="
                + " CASE WHEN load_id = ? THEN started_at ELSE CURRENT_TIMESTAMP END, updated_at = CURRENT_TIMESTAMP"
                + (dialect.commitsAhead() ? ", " + AHEAD + " = NULL" : "") + whereRow(dialect) + " AND run_id = ?";
    }

    private String insert() {
        return "INSERT INTO " + dialect.table(TABLE) + " (version, load_id, mode, completed, source_name,"
                + " byte_offset, line, record, records_read, records_written, records_deduplicated, records_rejected,"
                + " records_skipped, dead_letter_bytes, source, target_table, run_id, started_at, updated_at) VALUES"
                + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)";
    }

    static String createTable(Dialect dialect) {
        return dialect.createLedger(TABLE, definitions(dialect));
    }

    /** Definitions of all columns. */
    static List<String> definitions(Dialect dialect) {
        String key = " " + dialect.ledgerKeyType() + " NOT NULL";
        String text = " " + dialect.typeName(ColumnType.TEXT);
        String number = " " + dialect.typeName(ColumnType.LONG) + " NOT NULL";
        String time = " " + dialect.typeName(ColumnType.TIMESTAMP_TZ) + " NOT NULL";
        List<String> columns = new ArrayList<>();
        columns.add("source" + key);
        columns.add("target_table" + key);
        columns.add("version" + text);
        for (String name : List.of("load_id", "run_id", "mode")) {
            columns.add(name + text + " NOT NULL");
        }
        columns.add("completed " + dialect.typeName(ColumnType.BOOLEAN) + " NOT NULL");
        columns.add("source_name" + text + " NOT NULL");
        for (String name : List.of(
                "byte_offset",
                "line",
                "record",
                "records_read",
                "records_written",
                "records_deduplicated",
                "records_rejected",
                "records_skipped",
                "dead_letter_bytes")) {
            columns.add(name + number);
        }
        columns.add("started_at" + time);
        columns.add("updated_at" + time);
        if (dialect.commitsAhead()) {
            columns.add(aheadColumn(dialect));
        }
        return columns;
    }

    boolean exists() {
        return session.guard(
                "read the ledger",
                () -> !dialect.tablesWithPrefix(session.handle(), TABLE).isEmpty());
    }

    Optional<Row> find(String source) {
        return session.guard(
                "read the ledger",
                () -> session.handle()
                        .createQuery(find())
                        .bind(0, source)
                        .bind(1, table)
                        .map((row, context) -> new Row(LedgerRows.entry(row), row.getString(3)))
                        .findFirst());
    }

    /** Forgets the loads whose rows a replacement has removed. */
    void forgetOthers(String source) {
        session.guard(
                "clean the ledger",
                () -> session.handle()
                        .createUpdate(
                                "DELETE FROM " + dialect.table(TABLE) + " WHERE " + dialect.tableKey("target_table")
                                        + " = " + dialect.tableKey("?") + " AND source <> ? AND completed")
                        .bind(0, table)
                        .bind(1, source)
                        .execute());
    }

    /**
     * Makes the row what it was before this load.
     *
     * @param before the newest load of the object until then; empty: there was none, or it was this one
     */
    void restore(LoadId load, Optional<LedgerEntry> before) {
        before.ifPresentOrElse(
                entry -> write(
                        new LoadId(load.id(), load.source(), entry.version()),
                        entry.loadId(),
                        true,
                        entry.completed(),
                        entry.checkpoint()),
                () -> session.guard(
                        "clean the ledger",
                        () -> session.handle()
                                .createUpdate(
                                        "DELETE FROM " + dialect.table(TABLE) + whereRow(dialect) + " AND run_id = ?")
                                .bind(0, load.source())
                                .bind(1, table)
                                .bind(2, load.id())
                                .execute()));
    }

    /** Takes the row over for this run. */
    void claim(LoadId load) {
        session.guard(
                "take over the ledger row",
                () -> session.handle()
                        .createUpdate("UPDATE " + dialect.table(TABLE) + " SET run_id = ?" + whereRow(dialect))
                        .bind(0, load.id())
                        .bind(1, load.source())
                        .bind(2, table)
                        .execute());
    }

    /**
     * Writes the row in the current transaction.
     *
     * @param loadId id of the load's first run
     * @param known whether the row was there when this run began
     */
    void write(LoadId load, String loadId, boolean known, boolean completed, Checkpoint checkpoint) {
        int changed = session.guard("write the ledger", () -> {
            try (Update statement = session.handle().createUpdate(known ? update(dialect) : insert())) {
                int next = bind(statement, load, loadId, completed, checkpoint);
                if (known) {
                    statement.bind(next++, loadId);
                }
                statement.bind(next++, load.source()).bind(next++, table).bind(next, load.id());
                return statement.execute();
            }
        });
        requireOwn(changed, load);
    }

    private void requireOwn(int changed, LoadId load) {
        if (changed != 1) {
            throw new PermanentSinkException(where + ": another load of " + load.source()
                    + " has taken over. Let it finish; nothing since the last commit of this one was kept.");
        }
    }

    private int bind(Update statement, LoadId load, String loadId, boolean completed, Checkpoint checkpoint) {
        Position position = checkpoint.position();
        RecordCounts counts = checkpoint.counts();
        statement
                .bind(0, load.version().orElse(null))
                .bind(1, loadId)
                .bind(2, mode)
                .bind(3, completed)
                .bind(4, position.source())
                .bind(5, position.byteOffset())
                .bind(6, position.line())
                .bind(7, position.record())
                .bind(8, counts.read())
                .bind(9, counts.written())
                .bind(10, counts.deduplicated())
                .bind(11, counts.rejected())
                .bind(12, counts.skipped())
                .bind(13, checkpoint.deadLetterBytes());
        return 14;
    }
}
