package io.github.leat.rds.internal.postgres;

import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.MergeSpec;
import io.github.leat.rds.internal.TargetColumn;
import io.github.leat.rds.internal.UndoSql;
import java.util.List;
import java.util.Optional;

/** Rows as texts: equal for equal values of whatever type, where some types have no equality. */
final class PostgresUndo implements UndoSql {
    private final Dialect dialect;

    PostgresUndo(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public String isStaged(MergeSpec spec) {
        return UndoSql.hasStaged(dialect, spec);
    }

    @Override
    public Optional<String> lockRows(String table) {
        return Optional.of("LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE");
    }

    @Override
    public List<String> rowKey(List<TargetColumn> columns, String alias) {
        return List.of(text(columns, alias));
    }

    private static String text(List<TargetColumn> columns, String alias) {
        List<String> fields = columns.stream()
                .map(column -> alias + "." + Identifiers.quote(column.name()))
                .toList();
        return "CAST(ROW(" + String.join(", ", fields) + ") AS text)";
    }

    /** A table may be several files, of partitions or tables that inherit. */
    @Override
    public List<String> rowPlace() {
        return List.of("tableoid", "ctid");
    }

    @Override
    public String sumOfHashes(List<TargetColumn> columns, String alias) {
        return "sum(hashtextextended(" + text(columns, alias) + ", 0))";
    }
}
