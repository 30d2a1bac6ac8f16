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
    private static final int ROWS_AT_ONCE = 100;

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

    Map<Long, Refusal> find(String source, String version) {
        Map<Long, Refusal> found = new HashMap<>();
        session.rows(
                        "SELECT record_number, column_name, reason FROM " + table.sql()
                                + " WHERE source = ? AND target_table = ? AND version = ?",
                        DOING,
                        row -> new Refusal(
                                row.getLong(1), String.valueOf(row.getString(2)), String.valueOf(row.getString(3))),
                        source,
                        target.key(),
                        version)
                .forEach(refusal -> found.put(refusal.number(), refusal));
        return found;
    }

    void add(String source, String version, List<Refusal> refusals) {
        for (int from = 0; from < refusals.size(); from += ROWS_AT_ONCE) {
            List<Refusal> some = refusals.subList(from, Math.min(refusals.size(), from + ROWS_AT_ONCE));
            Object[] values = some.stream()
                    .flatMap(refusal -> List.<Object>of(
                            source, target.key(), version, refusal.number(), refusal.column(), cut(refusal.reason()))
                            .stream())
                    .toArray();
            String rows = "(?, ?, ?, ?, ?, ?)" + ", (?, ?, ?, ?, ?, ?)".repeat(some.size() - 1);
            session.run("INSERT INTO " + table.sql() + " VALUES " + rows, DOING, values);
        }
    }

    private static String cut(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }

    void forget(String source) {
        session.run(describeForget(target), DOING, source, target.key());
    }

    static String describeForget(Table target) {
        return "DELETE FROM " + target.sibling(TABLE).sql() + " WHERE source = ? AND target_table = ?";
    }
}
