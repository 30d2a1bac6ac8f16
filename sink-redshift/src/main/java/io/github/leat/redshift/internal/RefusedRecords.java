package io.github.leat.redshift.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table {@value #TABLE}: records of running loads that COPY refused. They are found when their parts are already written, so the
 * load goes back to its last commit and leaves them out when they come again. Rows go when their load completes.
 */
final class RefusedRecords {
    static final String TABLE = "_leat_refused";

    private static final String DOING = "note what COPY refused";
    private static final int MAX_REASON = 512;

    /** Most characters of values in a statement: far below the 100 KB that the Data API takes, of at most 4 bytes each. */
    private static final int MOST_VALUES = 15_000;

    private final Session session;
    private final Table table;
    private final Table target;

    RefusedRecords(Session session, Table target) {
        this.session = session;
        this.table = target.sibling(TABLE);
        this.target = target;
    }

    static String create(Table target) {
        return "CREATE TABLE IF NOT EXISTS " + target.sibling(TABLE).sql()
                + " (source character varying(4096) NOT NULL, target_table character varying(600) NOT NULL,"
                + " version character varying(4096) NOT NULL, record_number bigint NOT NULL,"
                + " column_name character varying(127) NOT NULL, reason character varying(65535) NOT NULL)";
    }

    private String where(String source) {
        return " WHERE source = " + Literals.value(source) + " AND target_table = " + Literals.value(target.key());
    }

    /** Reads the records of one version of an object. */
    String select(String source, String version) {
        return "SELECT record_number, column_name, reason FROM " + table.sql() + where(source) + " AND version = "
                + Literals.value(version);
    }

    Map<Long, Refusal> find(String source, String version) {
        Map<Long, Refusal> found = new HashMap<>();
        session.rows(
                        Step.of(select(source, version), DOING),
                        row -> new Refusal(row.number(1), String.valueOf(row.text(2)), String.valueOf(row.text(3))))
                .forEach(refusal -> found.put(refusal.number(), refusal));
        return found;
    }

    /** Adds records; if that fails in the middle those that are missing are found again. */
    void add(String source, String version, List<Refusal> refusals) {
        String object = "(" + Literals.value(source) + ", " + Literals.value(target.key()) + ", "
                + Literals.value(version) + ", ";
        StringBuilder rows = new StringBuilder();
        for (Refusal refusal : refusals) {
            rows.append(rows.length() == 0 ? "" : ", ")
                    .append(object)
                    .append(refusal.number())
                    .append(", ")
                    .append(Literals.value(refusal.column()))
                    .append(", ")
                    .append(Literals.value(cut(refusal.reason())))
                    .append(')');
            if (rows.length() >= MOST_VALUES) {
                insert(rows);
            }
        }
        if (rows.length() > 0) {
            insert(rows);
        }
    }

    private void insert(StringBuilder rows) {
        session.run(Step.of("INSERT INTO " + table.sql() + " VALUES " + rows, DOING));
        rows.setLength(0);
    }

    private static String cut(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }

    /** Forgets those of all sources that a table has in a column of that name. */
    Step forgetAll(Table sources) {
        return Step.bound(
                "DELETE FROM " + table.sql() + " WHERE target_table = " + Literals.value(target.key())
                        + " AND source IN (SELECT source FROM " + sources.sql() + ")",
                DOING);
    }

    Step forget(String source) {
        return Step.bound("DELETE FROM " + table.sql() + where(source), DOING);
    }
}
