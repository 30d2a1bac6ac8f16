package io.github.leat.rds.internal;

import io.github.leat.core.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements of one plan that every database takes. */
final class TableSql {
    private final Dialect dialect;
    private final SinkOptions options;
    private final TablePlan plan;

    TableSql(Dialect dialect, SinkOptions options, TablePlan plan) {
        this.dialect = dialect;
        this.options = options;
        this.plan = plan;
    }

    /** Name of the staging table's column with the record's number; not one of the load's. */
    String numberColumn() {
        String name = "_leat_record";
        while (isTaken(name)) {
            name += "_";
        }
        return name;
    }

    private boolean isTaken(String name) {
        return plan.schema().columns().stream()
                .anyMatch(column -> column.sqlName().equalsIgnoreCase(name));
    }

    List<String> createStage(String stage) {
        List<StageColumn> columns = new ArrayList<>();
        for (int i = 0; i < plan.schema().size(); i++) {
            Column column = plan.schema().column(i);
            Slot slot = plan.slots().get(i);
            columns.add(new StageColumn(column.sqlName(), dialect.stageType(slot, column.type()), slot));
        }
        return dialect.createStage(
                stage,
                columns,
                numberColumn(),
                plan.target().map(TargetTable::constraints).orElse(List.of()));
    }

    /** Makes a column wider in the staging table, or in the target if that is not as wide already; in order. */
    List<String> widen(String stage, int index, Column to) {
        Column from = plan.schema().column(index);
        Slot slot = plan.slots().get(index);
        if (options.isStaged()) {
            return dialect.widenColumn(stage, from.sqlName(), from, to.type());
        }
        return slot.nativeType().equals(dialect.typeName(to.type()))
                ? List.of()
                : dialect.widenColumn(plan.table(), slot.column(), from, to.type());
    }

    String drop(String table) {
        return "DROP TABLE IF EXISTS " + dialect.table(table);
    }

    /** Removes all records of a key but the one to keep; empty without a key. */
    Optional<String> deduplicate(String stage) {
        if (plan.key().isEmpty()) {
            return Optional.empty();
        }
        String number = dialect.quote(numberColumn());
        String kept = switch (options.duplicates().order()) {
            case LAST -> "max(" + number + ")";
            case FIRST -> "min(" + number + ")";
            case MAX ->
                dialect.valueOfLargest(
                        number,
                        dialect.quote(plan.schema()
                                .column(plan.keepMax().orElseThrow())
                                .sqlName()));
        };
        List<String> key = plan.key().stream()
                .map(index -> dialect.quote(plan.schema().column(index).sqlName()))
                .toList();
        return Optional.of(dialect.deduplicate(dialect.table(stage), key, number, kept));
    }

    /** What moves the staged records into the table; the last statement's count is that of the records written. */
    List<String> finish(String stage) {
        return finish(stage, plan.table());
    }

    /** The same into another table of the same columns. */
    List<String> finish(String stage, String into) {
        String target = dialect.table(into);
        String from = dialect.table(stage);
        String insert = "INSERT INTO " + target + " (" + String.join(", ", targetColumns()) + ") SELECT "
                + String.join(", ", stagedValues()) + " FROM " + from + " s";
        return switch (options.mode()) {
            case REPLACE -> List.of("DELETE FROM " + target, insert);
            case INSERT_NEW -> dialect.insertNew(mergeSpec(target, from));
            case UPSERT -> dialect.merge(mergeSpec(target, from));
            case APPEND -> List.of(insert);
        };
    }

    /** The condition that a row {@code t} of the target has the key of a staged record. */
    String isStaged(String stage) {
        return dialect.undo().orElseThrow().isStaged(mergeSpec(dialect.table(plan.table()), dialect.table(stage)));
    }

    /** Adds the staged records to a table that has the target's columns. */
    String insertStaged(String into, String stage) {
        return "INSERT INTO " + into + " (" + String.join(", ", targetColumns()) + ") SELECT "
                + String.join(", ", stagedValues()) + " FROM " + dialect.table(stage) + " s";
    }

    List<String> targetColumns() {
        return plan.slots().stream().map(slot -> dialect.quote(slot.column())).toList();
    }

    private List<String> stagedValues() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < plan.slots().size(); i++) {
            values.add(cast("s." + dialect.quote(plan.schema().column(i).sqlName()), i));
        }
        return values;
    }

    /** The expression as a value of the target's column, for values that were found to fit. */
    String cast(String expression, int column) {
        String nativeType = plan.slots().get(column).nativeType();
        return dialect.findsRefusals()
                        || dialect.takes(
                                nativeType, plan.schema().column(column).type())
                ? expression
                : "CAST(" + expression + " AS " + nativeType + ")";
    }

    private MergeSpec mergeSpec(String target, String from) {
        return new MergeSpec(
                target,
                from,
                targetColumns(),
                stagedValues(),
                pick(targetColumns()),
                pick(stagedValues()),
                isKeyUnique(),
                plan.isDirect() && !plan.order().contains(RecordAppender.NULL));
    }

    /** Whether an index of the target makes the key unique, NULLs being equal in it. */
    boolean isKeyUnique() {
        List<String> key = plan.key().stream()
                .map(index -> plan.slots().get(index).column())
                .toList();
        if (plan.target().isEmpty()) {
            return dialect.uniqueKey(plan.table(), key).isPresent();
        }
        return dialect.mergesByKey(plan.table())
                && plan.target().get().constraints().stream()
                        .anyMatch(rule -> rule.kind() == Constraint.Kind.UNIQUE
                                && rule.columns().size() == key.size()
                                && rule.columns().containsAll(key));
    }

    /** Unquoted names of the staging table's key columns. */
    List<String> stagedKey() {
        return plan.key().stream()
                .map(index -> dialect.identifier(plan.schema().column(index).sqlName()))
                .toList();
    }

    private List<String> pick(List<String> perColumn) {
        return plan.key().stream().map(perColumn::get).toList();
    }
}
