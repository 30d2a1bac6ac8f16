package io.github.leat.rds.internal;

import java.util.List;

/** Rows by their values, which DuckDB compares and hashes whatever their type. Nobody else changes a table meanwhile. */
final class DuckDbUndo implements UndoSql {
    private final Dialect dialect;

    DuckDbUndo(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public String isStaged(MergeSpec spec) {
        return UndoSql.hasStaged(dialect, spec);
    }

    @Override
    public List<String> rowKey(List<TargetColumn> columns, String alias) {
        return columns.stream()
                .map(column -> alias + "." + dialect.quote(column.name()))
                .toList();
    }

    @Override
    public String sameKey() {
        return " IS NOT DISTINCT FROM ";
    }

    @Override
    public List<String> rowPlace() {
        return List.of("rowid");
    }

    @Override
    public String sumOfHashes(List<TargetColumn> columns, String alias) {
        return "sum(CAST(hash(" + String.join(", ", rowKey(columns, alias)) + ") AS HUGEINT))";
    }
}
