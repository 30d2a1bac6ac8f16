package io.github.leat.rds.internal.rollup;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.rollup.Changes;
import java.util.List;
import java.util.Optional;

/**
 * The table {@value #TABLE}, beside the ledger: one row per roll-up, written in the transaction that refreshes it. A row with an
 * empty shape is of a roll-up that is yet to be made.
 */
final class RollUpList {
    /** Name of the table. */
    static final String TABLE = "_leat_rollups";

    private final Dialect dialect;

    RollUpList(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * One row.
     *
     * @param shape what the roll-up's columns were made for
     * @param fingerprint what the table and its triggers were at the last refresh
     */
    record Row(String shape, String fingerprint) {}

    String create() {
        String text = " " + dialect.typeName(ColumnType.TEXT) + " NOT NULL";
        String name = switch (dialect.product()) {
            case "DuckDB" -> text;
            case "PostgreSQL" -> text + " PRIMARY KEY";
            default -> " varchar(64) NOT NULL PRIMARY KEY";
        };
        return "CREATE TABLE IF NOT EXISTS " + dialect.table(TABLE) + " (name" + name + ", source_table" + text
                + ", changes" + text + ", shape" + text + ", fingerprint" + text + ", refreshed_at "
                + dialect.typeName(ColumnType.TIMESTAMP_TZ) + " NOT NULL)" + dialect.tableOptions();
    }

    private String isNamed(String rollUp) {
        return " WHERE " + dialect.tableKey("name") + " = "
                + dialect.tableKey(dialect.literal(dialect.identifier(rollUp)));
    }

    Optional<Row> find(Work work, String rollUp) {
        return work.row(
                        "SELECT shape, fingerprint FROM " + dialect.table(TABLE) + isNamed(rollUp),
                        "read the list of roll-ups")
                .map(row -> new Row(row.get(0).orElse(""), row.get(1).orElse("")));
    }

    String remove(String rollUp) {
        return "DELETE FROM " + dialect.table(TABLE) + isNamed(rollUp);
    }

    List<String> write(Shape shape, Changes changes, Row row) {
        return List.of(
                remove(shape.rollUp().name()),
                "INSERT INTO " + dialect.table(TABLE)
                        + " (name, source_table, changes, shape, fingerprint, refreshed_at) VALUES ("
                        + dialect.literal(dialect.identifier(shape.rollUp().name())) + ", "
                        + dialect.literal(shape.table().name()) + ", " + dialect.literal(Shape.lower(changes)) + ", "
                        + dialect.literal(row.shape()) + ", " + dialect.literal(row.fingerprint())
                        + ", " + now() + ")");
    }

    /** To the microsecond: whoever reads the roll-up tells by it whether it is another one. */
    private String now() {
        return switch (dialect.product()) {
            case "DuckDB", "PostgreSQL" -> "CURRENT_TIMESTAMP";
            default -> "CURRENT_TIMESTAMP(6)";
        };
    }
}
