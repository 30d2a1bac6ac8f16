package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Position;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The table {@value #TABLE}: one row per object and target table, the newest load of it.
 *
 * <p>{@code run_id} is the run that may write the row. A run takes it over when it opens, and makes the row if there is none, under a
 * lock of the table: Redshift keeps no key unique. A run that finds the row taken stops, so that two loads of one object into one
 * table cannot both go on.
 */
final class Ledger {
    static final String TABLE = "_leat_ledger";

    private static final String ROW = " WHERE source = ? AND target_table = ?";
    private static final String READ = "read the ledger";
    private static final String WRITE = "write the ledger";

    private final Session session;
    private final String where;
    private final Table table;
    private final Table target;

    Ledger(Session session, String where, Table target) {
        this.session = session;
        this.where = where;
        this.table = target.sibling(TABLE);
        this.target = target;
    }

    /**
     * What the table holds.
     *
     * @param mode of the load that wrote it
     * @param nextNumber number of the first record after the checkpoint
     */
    record Row(LedgerEntry entry, String mode, long nextNumber) {
        /** Whether the row says something of a table that is not there any more. */
        boolean isVoidWithout(Optional<Target> target) {
            return target.isEmpty() && entry.completed();
        }
    }

    static String create(Table target) {
        String text = " character varying(65535)";
        return "CREATE TABLE IF NOT EXISTS " + target.sibling(TABLE).sql()
                + " (source character varying(4096) NOT NULL, target_table character varying(600) NOT NULL, version"
                + text
                + ", load_id character varying(64) NOT NULL, run_id character varying(64) NOT NULL, mode character"
                + " varying(20) NOT NULL, completed boolean NOT NULL, source_name" + text
                + " NOT NULL, byte_offset bigint NOT NULL, line bigint NOT NULL, record bigint NOT NULL, records_read bigint"
                + " NOT NULL, records_written bigint NOT NULL, records_deduplicated bigint NOT NULL, records_rejected bigint"
                + " NOT NULL, records_skipped bigint NOT NULL, dead_letter_bytes bigint NOT NULL, next_number bigint NOT"
                + " NULL, updated_at timestamp NOT NULL)";
    }

    static String describeUpdate(Table target) {
        return update(target.sibling(TABLE));
    }

    private static String update(Table table) {
        return "UPDATE " + table.sql() + " SET version = ?, load_id = ?, mode = ?, completed = ?, source_name = ?,"
                + " byte_offset = ?, line = ?, record = ?, records_read = ?, records_written = ?, records_deduplicated = ?,"
                + " records_rejected = ?, records_skipped = ?, dead_letter_bytes = ?, next_number = ?, updated_at = ?"
                + ROW
                + " AND run_id = ?";
    }

    /** Takes the row over for this run. To be called in a transaction of its own; waits for transactions that write the table. */
    Optional<Row> claim(LoadId load) {
        session.run("LOCK TABLE " + table.sql(), "lock the ledger");
        Optional<Row> found = find(load.source());
        int changed = session.run(
                "UPDATE " + table.sql() + " SET run_id = ?" + ROW, WRITE, load.id(), load.source(), target.key());
        if (changed == 0) {
            session.run(
                    "INSERT INTO " + table.sql()
                            + " (source, target_table, load_id, run_id, mode, completed, source_name, byte_offset, line, record,"
                            + " records_read, records_written, records_deduplicated, records_rejected, records_skipped,"
                            + " dead_letter_bytes, next_number, updated_at) VALUES (?, ?, '', ?, '', false, '', 0, 1, 0, 0, 0, 0,"
                            + " 0, 0, 0, 0, ?)",
                    WRITE,
                    load.source(),
                    target.key(),
                    load.id(),
                    now());
        }
        return found;
    }

    private static LocalDateTime now() {
        return LocalDateTime.now(ZoneOffset.UTC);
    }

    /** The row; empty also where a run has claimed it and nobody has committed. */
    Optional<Row> find(String source) {
        List<Row> rows = session.rows(
                "SELECT version, load_id, mode, completed, source_name, byte_offset, line, record, records_read,"
                        + " records_written, records_deduplicated, records_rejected, records_skipped, dead_letter_bytes,"
                        + " next_number FROM " + table.sql() + ROW + " AND load_id <> ''",
                READ,
                row -> new Row(
                        new LedgerEntry(
                                String.valueOf(row.getString(2)),
                                Optional.ofNullable(row.getString(1)),
                                row.getBoolean(4),
                                new Checkpoint(
                                        new Position(
                                                String.valueOf(row.getString(5)),
                                                row.getLong(6),
                                                row.getLong(7),
                                                row.getLong(8)),
                                        new RecordCounts(
                                                row.getLong(9),
                                                row.getLong(10),
                                                row.getLong(11),
                                                row.getLong(12),
                                                row.getLong(13)),
                                        row.getLong(14))),
                        String.valueOf(row.getString(3)),
                        row.getLong(15)),
                source,
                target.key());
        return rows.stream().findFirst();
    }

    /** Writes the row in the current transaction, if this run still has it. */
    void write(LoadId load, Row row) {
        LedgerEntry entry = row.entry();
        Position position = entry.checkpoint().position();
        RecordCounts counts = entry.checkpoint().counts();
        int changed = session.run(
                update(table),
                WRITE,
                entry.version().orElse(null),
                entry.loadId(),
                row.mode(),
                entry.completed(),
                position.source(),
                position.byteOffset(),
                position.line(),
                position.record(),
                counts.read(),
                counts.written(),
                counts.deduplicated(),
                counts.rejected(),
                counts.skipped(),
                entry.checkpoint().deadLetterBytes(),
                row.nextNumber(),
                now(),
                load.source(),
                target.key(),
                load.id());
        if (changed != 1) {
            throw new PermanentSinkException(where + ": another load of " + load.source()
                    + " has taken over. Let it finish; nothing since the last commit of this one was kept.");
        }
    }

    /** Forgets this load. */
    void forget(LoadId load) {
        session.run(
                "DELETE FROM " + table.sql() + ROW + " AND run_id = ?", WRITE, load.source(), target.key(), load.id());
    }

    /** Forgets the loads whose rows a replacement has removed. */
    void forgetOthers(String source) {
        session.run(
                "DELETE FROM " + table.sql() + " WHERE target_table = ? AND source <> ? AND completed",
                WRITE,
                target.key(),
                source);
    }
}
