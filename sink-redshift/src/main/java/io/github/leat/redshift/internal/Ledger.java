package io.github.leat.redshift.internal;

import io.github.leat.core.Position;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.KnownLoad;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.RecordCounts;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@value #TABLE}: one row per object and target table, the newest load of it.
 *
 * <p>{@code run_id} is the run that may write the row: each opening of a load is one. It takes the row over, and makes the row if there
 * is none, under a lock of the table, since Redshift keeps no key unique. Each transaction of a load ends with {@link #guard}, which
 * fails where another run has the row; so two loads of one object into one table cannot both go on, and what a run that was given up
 * still has under way in the cluster comes to nothing.
 */
final class Ledger {
    static final String TABLE = "_leat_ledger";

    /** What the guard is for. */
    static final String GUARD = "keep the ledger's row";

    /** Columns of {@link #entry}, the first ones of a query. */
    private static final String ENTRY = "version, load_id, mode, completed, source_name, byte_offset, line, record,"
            + " records_read, records_written, records_deduplicated, records_rejected, records_skipped,"
            + " dead_letter_bytes";

    private static final String READ = "read the ledger";
    private static final String WRITE = "write the ledger";

    /** The columns of a row that has no load yet; {@link #newRow} gives their values. */
    static final String NEW_ROW =
            " (source, target_table, load_id, run_id, mode, completed, source_name, byte_offset, line,"
                    + " record, records_read, records_written, records_deduplicated, records_rejected, records_skipped,"
                    + " dead_letter_bytes, next_number, updated_at)";

    /** What a row says of its load, as {@link #entry} reads it. */
    private static final String FACTS = ENTRY + ", next_number";

    /** Most characters of sources in a statement, as {@link RefusedRecords} has it. */
    private static final int MOST_SOURCES = 15_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final Session session;
    private final Table table;
    private final Table target;

    Ledger(Session session, Table target) {
        this.session = session;
        this.table = target.sibling(TABLE);
        this.target = target;
    }

    /**
     * What the table holds.
     *
     * @param mode of the load that wrote it
     * @param nextNumber number of the first record after the checkpoint
     */
    record Entry(LedgerEntry entry, String mode, long nextNumber) {
        RecordCounts counts() {
            return entry.checkpoint().counts();
        }

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

    private String row(String source) {
        return " WHERE source = " + Literals.value(source) + " AND target_table = " + Literals.value(target.key());
    }

    /** Takes the row over for a run, in a transaction of its own; waits for transactions that write the table. */
    List<Step> claim(String source, String run) {
        String id = Literals.value(run);
        return List.of(
                Step.of("LOCK TABLE " + table.sql(), "lock the ledger"),
                Step.bound("UPDATE " + table.sql() + " SET run_id = " + id + row(source), WRITE),
                Step.bound(
                        "INSERT INTO " + table.sql() + NEW_ROW + " SELECT " + Literals.value(source)
                                + newRow(target, id) + " WHERE NOT EXISTS (SELECT 1 FROM " + table.sql() + row(source)
                                + ")",
                        WRITE));
    }

    /** The values of a row that has no load yet, after its source. */
    static String newRow(Table target, String run) {
        return ", " + Literals.value(target.key()) + ", '', " + run
                + ", '', false, '', 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, CAST('" + now() + "' AS timestamp)";
    }

    /** Now, as a timestamp's literal has it. */
    static String now() {
        return TIME.format(LocalDateTime.now(ZoneOffset.UTC));
    }

    /** Reads the row. */
    String select(String source) {
        return "SELECT " + FACTS + " FROM " + table.sql() + row(source) + " AND load_id <> ''";
    }

    /** All loads by table and source. */
    List<KnownLoad> list(LedgerScope scope) {
        String condition = scope == LedgerScope.ALL_TABLES ? "" : " AND target_table = " + Literals.value(target.key());
        String sql = "SELECT " + ENTRY + ", source, target_table, updated_at FROM " + table.sql()
                + " WHERE load_id <> ''" + condition + " ORDER BY target_table, source";
        return session.rows(
                Step.of(sql, READ),
                row -> new KnownLoad(
                        String.valueOf(row.text(15)),
                        Identifiers.parse(String.valueOf(row.text(16))).get(1),
                        String.valueOf(row.text(3)),
                        ledgerEntry(row),
                        Optional.empty(),
                        Optional.of(
                                LocalDateTime.parse(String.valueOf(row.text(17)).replace(' ', 'T'))
                                        .toInstant(ZoneOffset.UTC))));
    }

    private static LedgerEntry ledgerEntry(Row row) {
        Position position = new Position(String.valueOf(row.text(5)), row.number(6), row.number(7), row.number(8));
        RecordCounts counts =
                new RecordCounts(row.number(9), row.number(10), row.number(11), row.number(12), row.number(13));
        return new LedgerEntry(
                String.valueOf(row.text(2)),
                Optional.ofNullable(row.text(1)),
                row.truth(4),
                new Checkpoint(position, counts, row.number(14)));
    }

    /** The row; empty also where a run has claimed it and nobody has committed. */
    Optional<Entry> find(String source) {
        return session.rows(Step.of(select(source), READ), Ledger::entry).stream()
                .findFirst();
    }

    /** The rows of several sources, by source. */
    Map<String, Entry> find(List<String> sources) {
        Map<String, Entry> found = new HashMap<>();
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < sources.size(); i++) {
            list.append(list.isEmpty() ? "" : ", ").append(Literals.value(sources.get(i)));
            if (list.length() >= MOST_SOURCES || i + 1 == sources.size()) {
                String select = "SELECT " + FACTS + ", source FROM " + table.sql() + " WHERE target_table = "
                        + Literals.value(target.key()) + " AND load_id <> '' AND source IN (" + list + ")";
                session.rows(Step.of(select, READ), row -> found.put(String.valueOf(row.text(16)), entry(row)));
                list.setLength(0);
            }
        }
        return found;
    }

    private static Entry entry(Row row) {
        return new Entry(ledgerEntry(row), String.valueOf(row.text(3)), row.number(15));
    }

    /** Writes the row, if the run still has it; {@link #guard} is to follow. */
    Step write(String source, String run, Entry row) {
        return Step.bound(
                "UPDATE " + table.sql()
                        + set(
                                row,
                                String.valueOf(row.counts().written()),
                                String.valueOf(row.counts().skipped())) + row(source) + " AND run_id = "
                        + Literals.value(run),
                WRITE);
    }

    /**
     * The same, where how many records are written is how many a table holds then: what is beyond them counts as skipped.
     *
     * @param row with the most that can be written
     */
    Step writeCounting(String source, String run, Entry row, Table counted) {
        String sets = set(row, "c.n", row.counts().skipped() + row.counts().written() + " - c.n");
        return Step.bound(
                "UPDATE " + table.sql() + sets + " FROM (SELECT count(*) AS n FROM " + counted.sql() + ") AS c"
                        + row(source) + " AND run_id = " + Literals.value(run),
                WRITE);
    }

    private static String set(Entry row, String written, String skipped) {
        LedgerEntry entry = row.entry();
        Position position = entry.checkpoint().position();
        RecordCounts counts = entry.checkpoint().counts();
        return " SET version = " + entry.version().map(Literals::value).orElse("NULL")
                + ", load_id = " + Literals.value(entry.loadId())
                + ", mode = " + Literals.value(row.mode())
                + ", completed = " + entry.completed()
                + ", source_name = " + Literals.value(position.source())
                + ", byte_offset = " + position.byteOffset()
                + ", line = " + position.line()
                + ", record = " + position.record()
                + ", records_read = " + counts.read()
                + ", records_written = " + written
                + ", records_deduplicated = " + counts.deduplicated()
                + ", records_rejected = " + counts.rejected()
                + ", records_skipped = " + skipped
                + ", dead_letter_bytes = " + entry.checkpoint().deadLetterBytes()
                + ", next_number = " + row.nextNumber()
                + ", updated_at = '" + now() + "'";
    }

    /** Fails the transaction, by a division by zero, if the run has not the row. */
    Step guard(String source, String run) {
        return Step.bound(
                "SELECT 1 / count(*) FROM " + table.sql() + row(source) + " AND run_id = " + Literals.value(run),
                GUARD);
    }

    /** Forgets a load. */
    Step forget(String source, String run) {
        return Step.bound("DELETE FROM " + table.sql() + row(source) + " AND run_id = " + Literals.value(run), WRITE);
    }

    /** Forgets the loads whose rows a replacement has removed. */
    Step forgetOthers(String source) {
        return Step.bound(
                "DELETE FROM " + table.sql() + " WHERE target_table = " + Literals.value(target.key())
                        + " AND source <> " + Literals.value(source) + " AND completed",
                WRITE);
    }
}
