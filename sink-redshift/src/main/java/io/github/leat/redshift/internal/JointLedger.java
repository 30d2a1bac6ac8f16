package io.github.leat.redshift.internal;

import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.JointSink.Member;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.RecordCounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ledger's rows of all members of a joint load, written by a handful of statements however many they are: what they are to say
 * stands in a table beside the staging table, filled before, so that it is one transaction also for the Data API.
 */
final class JointLedger {
    private static final String WRITE = "write the ledger";
    private static final String FILL = "note what the ledger is to say";
    private static final List<String> WRITTEN = List.of(
            "version",
            "load_id",
            "source_name",
            "byte_offset",
            "line",
            "record",
            "records_read",
            "records_written",
            "records_deduplicated",
            "records_rejected",
            "records_skipped",
            "dead_letter_bytes");

    /** Most characters of values in a statement, as {@link RefusedRecords} has it. */
    private static final int MOST_VALUES = 15_000;

    private final Session session;
    private final Table table;
    private final Table target;
    private final Table entries;
    private final String run;
    private final int members;

    /**
     * @param entries the table of what the rows are to say
     * @param run who takes the rows over
     */
    JointLedger(Session session, Table target, Table entries, String run, int members) {
        this.session = session;
        this.table = target.sibling(Ledger.TABLE);
        this.target = target;
        this.entries = entries;
        this.run = run;
        this.members = members;
    }

    /** A member's row, as far as it is known before the merge. */
    record Row(long slot, Member member, Checkpoint end) {}

    /** Makes and fills the table of what the rows are to say. */
    void fill(List<Row> rows) {
        session.run(Step.of(
                "CREATE TABLE " + entries.sql() + " (object bigint NOT NULL, source character varying(4096) NOT NULL,"
                        + " version character varying(65535), load_id character varying(64) NOT NULL, source_name"
                        + " character varying(65535) NOT NULL, byte_offset bigint NOT NULL, line bigint NOT NULL, record"
                        + " bigint NOT NULL, records_read bigint NOT NULL, records_written bigint NOT NULL,"
                        + " records_deduplicated bigint NOT NULL, records_rejected bigint NOT NULL, records_skipped"
                        + " bigint NOT NULL, dead_letter_bytes bigint NOT NULL)",
                FILL));
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            values.append(values.isEmpty() ? "" : ", ").append(values(rows.get(i)));
            if (values.length() >= MOST_VALUES || i + 1 == rows.size()) {
                session.run(Step.of("INSERT INTO " + entries.sql() + " VALUES " + values, FILL));
                values.setLength(0);
            }
        }
    }

    private static String values(Row row) {
        Checkpoint end = row.end();
        RecordCounts counts = end.counts();
        return "("
                + String.join(
                        ", ",
                        String.valueOf(row.slot()),
                        Literals.value(row.member().load().source()),
                        row.member().load().version().map(Literals::value).orElse("NULL"),
                        Literals.value(row.member().load().id()),
                        Literals.value(end.position().source()),
                        String.valueOf(end.position().byteOffset()),
                        String.valueOf(end.position().line()),
                        String.valueOf(end.position().record()),
                        String.valueOf(counts.read()),
                        String.valueOf(counts.written()),
                        String.valueOf(counts.deduplicated()),
                        String.valueOf(counts.rejected()),
                        String.valueOf(counts.skipped()),
                        String.valueOf(end.deadLetterBytes()))
                + ")";
    }

    /** A condition: the ledger's rows of the members. */
    private String rows() {
        return table.qualifier() + ".target_table = " + Literals.value(target.key()) + " AND " + table.qualifier()
                + ".source = e.source";
    }

    /** Takes the rows of all members over, and makes those that are not there, in a transaction of their own. */
    List<Step> claim() {
        String id = Literals.value(run);
        return List.of(
                Step.of("LOCK TABLE " + table.sql(), "lock the ledger"),
                Step.bound(
                        "UPDATE " + table.sql() + " SET run_id = " + id + " FROM " + entries.sql() + " AS e WHERE "
                                + rows(),
                        WRITE),
                Step.bound(
                        "INSERT INTO " + table.sql() + Ledger.NEW_ROW + " SELECT e.source" + Ledger.newRow(target, id)
                                + " FROM " + entries.sql() + " AS e WHERE e.source NOT IN (SELECT source FROM "
                                + table.sql() + " WHERE target_table = " + Literals.value(target.key()) + ")",
                        WRITE));
    }

    /** What the ledger says of each member now; nothing of those that it does not know. */
    Map<String, LedgerEntry> found(List<Member> of) {
        Map<String, LedgerEntry> found = new HashMap<>();
        new Ledger(session, target)
                .find(of.stream().map(member -> member.load().source()).toList())
                .forEach((source, row) -> found.put(source, row.entry()));
        return found;
    }

    /**
     * Takes staged records that are not there any more from those that are written.
     *
     * @param column what they are counted as: {@code records_deduplicated} or {@code records_skipped}
     */
    Step recount(String column, TableSql sql) {
        return Step.bound(
                "UPDATE " + entries.sql() + " SET " + column + " = " + column + " + records_written - c.n,"
                        + " records_written = c.n FROM (" + sql.countForObjects(entries) + ") AS c WHERE "
                        + entries.qualifier() + ".object = c.object",
                "count the records");
    }

    /** Writes the rows of all members, completed, if the run still has them; {@link #guard} is to follow. */
    Step write(String mode) {
        StringBuilder sets = new StringBuilder();
        for (String column : WRITTEN) {
            sets.append(column).append(" = e.").append(column).append(", ");
        }
        return Step.bound(
                "UPDATE " + table.sql() + " SET " + sets + "mode = " + Literals.value(mode)
                        + ", completed = true, next_number = e.record, updated_at = '" + Ledger.now() + "' FROM "
                        + entries.sql() + " AS e WHERE " + rows() + " AND " + table.qualifier() + ".run_id = "
                        + Literals.value(run),
                WRITE);
    }

    /** Forgets the loads whose rows a replacement has removed. */
    Step forgetOthers() {
        return Step.bound(
                "DELETE FROM " + table.sql() + " WHERE target_table = " + Literals.value(target.key())
                        + " AND run_id <> " + Literals.value(run) + " AND completed",
                WRITE);
    }

    /** Fails the transaction, by a division by zero, if the run has not the rows of all members. */
    Step guard() {
        return Step.bound(
                "SELECT 1 / (count(*) / " + members + ") FROM " + table.sql() + " WHERE target_table = "
                        + Literals.value(target.key()) + " AND run_id = " + Literals.value(run),
                Ledger.GUARD);
    }
}
