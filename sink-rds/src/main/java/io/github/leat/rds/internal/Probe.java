package io.github.leat.rds.internal;

import io.github.leat.core.Excerpt;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds the records of a batch that the table would refuse, before the table sees them.
 *
 * <p>A refused statement aborts DuckDB's whole transaction, with all that was written since the last commit, and there are
 * no savepoints. So the batch goes into a temporary table without rules first; each rule of the target is asked as a query;
 * what breaks none is inserted by one statement.
 */
final class Probe implements AutoCloseable {
    private static final String TABLE = "_leat_probe";
    private static final String NUMBER = "n";
    private static final String DOING = "check a batch";

    private final Session session;
    private final Dialect dialect;
    private final TablePlan plan;
    private final boolean checksUnique;
    private final RecordAppender appender;

    private Probe(Session session, Dialect dialect, TablePlan plan, boolean checksUnique, RecordAppender appender) {
        this.session = session;
        this.dialect = dialect;
        this.plan = plan;
        this.checksUnique = checksUnique;
        this.appender = appender;
    }

    /** @param checksUnique whether a record whose key is there already, or comes twice in a batch, is refused */
    static Probe open(Session session, Dialect dialect, TablePlan plan, boolean checksUnique) {
        List<String> definitions = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        definitions.add(NUMBER + " BIGINT");
        order.add(RecordAppender.NUMBER);
        for (int i = 0; i < plan.schema().size(); i++) {
            definitions.add(
                    value(i) + " " + dialect.typeName(plan.schema().column(i).type()));
            order.add(i);
        }
        session.run(dialect.createTemporary(TABLE, definitions), DOING);
        return session.guard(
                DOING,
                () -> new Probe(
                        session,
                        dialect,
                        plan,
                        checksUnique,
                        dialect.appender(session.connection(), new TableRef(TABLE, true), plan.schema(), order)));
    }

    /** Whether any record can break a rule that looks at one record alone. */
    static boolean isNeeded(Dialect dialect, TablePlan plan) {
        for (int i = 0; i < plan.slots().size(); i++) {
            Slot slot = plan.slots().get(i);
            if (!slot.nullable()
                    || !dialect.takes(slot.nativeType(), plan.schema().column(i).type())) {
                return true;
            }
        }
        return plan.target().stream()
                .flatMap(table -> table.constraints().stream())
                .anyMatch(rule -> rule.kind() != Constraint.Kind.UNIQUE);
    }

    /**
     * Takes a batch in, and finds what is refused.
     *
     * @return the refusals, ascending; the others are in the probe's table
     */
    List<Rejection> take(RecordBatch batch) {
        session.guard(DOING, () -> {
            appender.append(batch, 0);
            appender.flush();
            return null;
        });
        Map<Integer, Rejection> refused = new TreeMap<>();
        for (int i = 0; i < plan.slots().size(); i++) {
            checkType(i, refused);
            checkNull(i, refused);
        }
        List<Constraint> rules = plan.target().map(TargetTable::constraints).orElse(List.of());
        rules.stream().filter(rule -> rule.kind() != Constraint.Kind.UNIQUE).forEach(rule -> ask(rule, refused));
        remove(refused);
        if (checksUnique) {
            rules.stream().filter(rule -> rule.kind() == Constraint.Kind.UNIQUE).forEach(rule -> ask(rule, refused));
            remove(refused);
        }
        return List.copyOf(refused.values());
    }

    /** Moves what was taken in; {@code insert} is what stands before the SELECT. */
    void moveTo(String insert, List<String> values) {
        session.run(
                insert + " SELECT " + String.join(", ", values) + " FROM " + TABLE + " ORDER BY " + NUMBER,
                "write a batch");
        session.run("DELETE FROM " + TABLE, DOING);
    }

    /** Name of a column of the probe's table. */
    static String value(int column) {
        return "c" + column;
    }

    /** The probe's expression for the record's index in its batch. */
    static String index() {
        return NUMBER;
    }

    private void checkType(int column, Map<Integer, Rejection> refused) {
        Slot slot = plan.slots().get(column);
        Column read = plan.schema().column(column);
        if (dialect.takes(slot.nativeType(), read.type())) {
            return;
        }
        String value = value(column);
        String cast = dialect.tryCast(value, slot.nativeType());
        String changed = dialect.storesLoosely(slot.nativeType())
                ? ""
                : " OR " + dialect.tryCast(cast, dialect.typeName(read.type())) + " IS DISTINCT FROM " + value;
        collect(
                "SELECT " + NUMBER + ", CAST(" + value + " AS VARCHAR) FROM " + TABLE + " WHERE " + value
                        + " IS NOT NULL AND (" + cast + " IS NULL" + changed + ")",
                refused,
                text -> new Refusal(
                        read.name(),
                        RejectCode.VALUE_TOO_LARGE,
                        Excerpt.of(text) + " is not a value of " + slot.nativeType() + ", the type of column \""
                                + slot.column() + "\" in the table."));
    }

    private void checkNull(int column, Map<Integer, Rejection> refused) {
        Slot slot = plan.slots().get(column);
        if (!slot.nullable()) {
            collect(
                    "SELECT " + NUMBER + ", '' FROM " + TABLE + " WHERE " + value(column) + " IS NULL",
                    refused,
                    text -> new Refusal(
                            plan.schema().column(column).name(),
                            RejectCode.REFUSED_BY_TARGET,
                            "NOT NULL constraint failed: " + plan.table() + "." + slot.column() + "."));
        }
    }

    private void ask(Constraint rule, Map<Integer, Rejection> refused) {
        Optional<String> query = switch (rule.kind()) {
            case CHECK ->
                Optional.of(
                        "SELECT " + NUMBER + ", '' FROM (" + asTarget() + ") WHERE NOT (" + rule.expression() + ")");
            case FOREIGN_KEY -> parentMissing(rule);
            case UNIQUE -> keyTaken(rule);
        };
        String column = rule.columns().size() == 1 ? sourceName(rule.columns().get(0)) : "";
        query.ifPresent(sql -> collect(
                sql,
                refused,
                text -> new Refusal(
                        column, RejectCode.REFUSED_BY_TARGET, "The table refuses it: " + rule.text() + ".")));
    }

    /** The probe's rows with the names, types and columns of the target, for a rule's own expression. */
    private String asTarget() {
        List<String> fields = new ArrayList<>();
        fields.add(NUMBER);
        List<TargetColumn> columns = plan.target().map(TargetTable::columns).orElse(List.of());
        for (TargetColumn column : columns) {
            int index = indexOf(column.name());
            String field = index < 0 ? "NULL" : dialect.tryCast(value(index), column.nativeType());
            fields.add(field + " AS " + dialect.quote(column.name()));
        }
        return "SELECT " + String.join(", ", fields) + " FROM " + TABLE;
    }

    private Optional<String> parentMissing(Constraint rule) {
        return matches(rule.columns(), rule.referencedColumns())
                .map(match -> "SELECT " + NUMBER + ", '' FROM " + TABLE
                        + " WHERE " + match.notNull() + " AND NOT EXISTS (SELECT 1 FROM "
                        + dialect.quote(rule.referencedTable()) + " AS t WHERE " + match.equal() + ")");
    }

    private Optional<String> keyTaken(Constraint rule) {
        return matches(rule.columns(), rule.columns())
                .map(match -> "SELECT " + NUMBER + ", '' FROM (SELECT *, row_number()"
                        + " OVER (PARTITION BY " + match.columns() + " ORDER BY " + NUMBER + ") AS leat_nth FROM "
                        + TABLE
                        + ") WHERE " + match.notNull() + " AND (leat_nth > 1 OR EXISTS (SELECT 1 FROM "
                        + dialect.quote(plan.table()) + " AS t WHERE " + match.equal() + "))");
    }

    private record Match(String columns, String notNull, String equal) {}

    /** Empty if the load lacks one of the columns: it is NULL then, which breaks no key. */
    private Optional<Match> matches(List<String> columns, List<String> others) {
        List<String> values = new ArrayList<>();
        List<String> present = new ArrayList<>();
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int index = indexOf(columns.get(i));
            if (index < 0) {
                return Optional.empty();
            }
            values.add(value(index));
            present.add(value(index) + " IS NOT NULL");
            equal.add("t." + dialect.quote(others.get(i)) + " = "
                    + dialect.tryCast(value(index), plan.slots().get(index).nativeType()));
        }
        return Optional.of(
                new Match(String.join(", ", values), String.join(" AND ", present), String.join(" AND ", equal)));
    }

    private int indexOf(String targetColumn) {
        for (int i = 0; i < plan.slots().size(); i++) {
            if (plan.slots().get(i).column().equalsIgnoreCase(targetColumn)) {
                return i;
            }
        }
        return -1;
    }

    private String sourceName(String targetColumn) {
        int index = indexOf(targetColumn);
        return index < 0 ? "" : plan.schema().column(index).name();
    }

    private record Refusal(String column, RejectCode code, String reason) {}

    private void collect(String sql, Map<Integer, Rejection> refused, Function<String, Refusal> describe) {
        session.guard(DOING, () -> {
            try (Statement statement = session.connection().createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                readRefusals(rows, refused, describe);
            }
            return null;
        });
    }

    private static void readRefusals(
            ResultSet rows, Map<Integer, Rejection> refused, Function<String, Refusal> describe) throws SQLException {
        while (rows.next()) {
            int index = rows.getInt(1);
            if (!refused.containsKey(index)) {
                Refusal refusal = describe.apply(rows.getString(2));
                refused.put(index, new Rejection(index, refusal.column(), refusal.code(), refusal.reason()));
            }
        }
    }

    private void remove(Map<Integer, Rejection> refused) {
        if (!refused.isEmpty()) {
            List<String> numbers =
                    refused.keySet().stream().map(String::valueOf).toList();
            session.run(
                    "DELETE FROM " + TABLE + " WHERE " + NUMBER + " IN (" + String.join(", ", numbers) + ")", DOING);
        }
    }

    @Override
    public void close() {
        session.guard(DOING, () -> {
            appender.close();
            return null;
        });
    }
}
