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

    String createStage(String stage) {
        List<String> definitions = new ArrayList<>();
        for (Column column : plan.schema().columns()) {
            definitions.add(dialect.quote(column.sqlName()) + " " + dialect.typeName(column.type()));
        }
        definitions.add(dialect.quote(numberColumn()) + " BIGINT NOT NULL");
        return "CREATE TABLE " + dialect.quote(stage) + " (" + String.join(", ", definitions) + ")";
    }

    String drop(String table) {
        return "DROP TABLE IF EXISTS " + dialect.quote(table);
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
        return Optional.of("DELETE FROM " + dialect.quote(stage) + " WHERE " + number + " NOT IN (SELECT " + kept
                + " FROM " + dialect.quote(stage) + " GROUP BY " + String.join(", ", key) + ")");
    }

    /** What moves the staged records into the table; the last statement's count is that of the records written. */
    List<String> finish(String stage) {
        String target = dialect.quote(plan.table());
        String from = dialect.quote(stage);
        String insert = "INSERT INTO " + target + " (" + String.join(", ", targetColumns()) + ") SELECT "
                + String.join(", ", stagedValues()) + " FROM " + from + " AS s";
        return switch (options.mode()) {
            case REPLACE -> List.of("DELETE FROM " + target, insert);
            case INSERT_NEW ->
                List.of(insert + " WHERE NOT EXISTS (SELECT 1 FROM " + target + " AS t WHERE "
                        + String.join(" AND ", keyMatches()) + ")");
            case UPSERT ->
                dialect.merge(new MergeSpec(
                        target,
                        from,
                        targetColumns(),
                        stagedValues(),
                        pick(targetColumns()),
                        pick(stagedValues()),
                        plan.isDirect() && !plan.order().contains(RecordAppender.NULL)));
            case APPEND -> throw new IllegalStateException("an append is not staged");
        };
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
        return dialect.takes(nativeType, plan.schema().column(column).type())
                ? expression
                : "CAST(" + expression + " AS " + nativeType + ")";
    }

    private List<String> keyMatches() {
        List<String> matches = new ArrayList<>();
        for (int index : plan.key()) {
            matches.add("t." + targetColumns().get(index) + " IS NOT DISTINCT FROM "
                    + stagedValues().get(index));
        }
        return matches;
    }

    private List<String> pick(List<String> perColumn) {
        return plan.key().stream().map(perColumn::get).toList();
    }
}
