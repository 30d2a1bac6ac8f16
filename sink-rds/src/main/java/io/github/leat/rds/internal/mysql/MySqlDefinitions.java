package io.github.leat.rds.internal.mysql;

import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.rds.internal.Constraint;
import io.github.leat.rds.internal.Dialect.Swap;
import io.github.leat.rds.internal.StageColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The DDL of tables, staging tables and the ledger. A column's comment is part of its definition. Thread-safe. */
final class MySqlDefinitions {
    static final String TABLE_OPTIONS = " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    private final MySqlServer server;
    private final KnownTables known;

    MySqlDefinitions(MySqlServer server, KnownTables known) {
        this.server = server;
        this.known = known;
    }

    /** The ledger; its key is a hash, since names of sources are longer than an index takes. */
    String createLedger(String ledger, List<String> columns) {
        return "CREATE TABLE IF NOT EXISTS " + server.table(ledger) + " (" + String.join(", ", columns)
                + ", row_key binary(32) GENERATED ALWAYS AS (UNHEX(SHA2(CONCAT(source, CHAR(10 USING utf8mb4),"
                + " target_table), 256))) STORED, UNIQUE INDEX (row_key), INDEX (target_table(64)))" + TABLE_OPTIONS;
    }

    /** The condition on the ledger's row of a source and a table, the next two parameters, by that hash. */
    static String ledgerRow() {
        return "row_key = UNHEX(SHA2(CONCAT(?, CHAR(10 USING utf8mb4), ?), 256))";
    }

    /** A column of a new table, or a new column. */
    static String column(Column column, String type, String comment) {
        String mark = column.type().kind() == Kind.TIMESTAMP_TZ ? MySqlTypes.INSTANT_MARK : "";
        return Identifiers.quote(column.sqlName()) + " " + type + " NULL"
                + commentClause((comment + " " + mark).strip());
    }

    private static String commentClause(String comment) {
        return comment.isEmpty() ? "" : " COMMENT " + Values.literal(comment);
    }

    /** See {@link io.github.leat.rds.internal.Dialect#createStage}. */
    List<String> createStage(String stage, List<StageColumn> columns, String number, List<Constraint> rules) {
        List<String> definitions = new ArrayList<>();
        for (StageColumn column : columns) {
            definitions.add(Identifiers.quote(column.name()) + " " + column.type()
                    + (column.slot().nullable() ? " NULL" : " NOT NULL"));
        }
        definitions.add(Identifiers.quote(number) + " bigint NOT NULL PRIMARY KEY");
        List<String> names = columns.stream()
                .map(column -> Identifiers.fit(column.name()).toLowerCase(Locale.ROOT))
                .toList();
        for (Constraint rule : rules) {
            boolean isOfThese = rule.columns().stream().allMatch(name -> names.contains(name.toLowerCase(Locale.ROOT)));
            if (rule.kind() == Constraint.Kind.CHECK && isOfThese) {
                definitions.add((server.isMariaDb() ? "CONSTRAINT " + Identifiers.quote(rule.text()) + " " : "")
                        + "CHECK (" + rule.expression() + ")");
            }
        }
        return List.of(
                "CREATE TABLE " + server.table(stage) + " (" + String.join(", ", definitions) + ")" + TABLE_OPTIONS);
    }

    /** The hidden key over columns; empty where the comment that names these would be too long. */
    Optional<String> uniqueKey(String table, List<String> columns) {
        List<String> quoted = columns.stream().map(Identifiers::quote).toList();
        String hidden = Identifiers.quote(KeyHash.COLUMN);
        return KeyHash.fits(quoted)
                ? Optional.of("ALTER TABLE " + server.table(table) + " ADD COLUMN " + hidden
                        + " binary(32) GENERATED ALWAYS AS (" + KeyHash.of(quoted) + ") STORED INVISIBLE COMMENT "
                        + Values.literal(KeyHash.comment(quoted)) + ", ADD UNIQUE INDEX " + hidden + " (" + hidden
                        + ")")
                : Optional.empty();
    }

    /** See {@link io.github.leat.rds.internal.Dialect#widenColumn}. */
    List<String> widenColumn(String table, String column, Column from, ColumnType to) {
        String target = server.table(table);
        String name = Identifiers.quote(column);
        List<String> statements = new ArrayList<>();
        statements.add("ALTER TABLE " + target + " MODIFY COLUMN " + name + " "
                + MySqlTypes.nameOf(to, server.isMariaDb()) + " NULL"
                + commentClause(known.comment(target, Identifiers.fit(column))));
        if (to.kind() == Kind.TEXT) {
            MySqlTypes.textOf(name, from)
                    .ifPresent(text -> statements.add(
                            "UPDATE " + target + " SET " + name + " = " + text + " WHERE " + name + " IS NOT NULL"));
        }
        return statements;
    }

    /** The staged keys' hashes and whether they were found in the target, unless they are there from an earlier try. */
    List<String> prepareStage(Connection connection, String stage, List<String> key) throws SQLException {
        if (server.catalogue(connection)
                .table(stage)
                .filter(MySqlCatalogue.Found::hasHiddenKey)
                .isPresent()) {
            return List.of();
        }
        String column = Identifiers.quote(KeyHash.COLUMN);
        return List.of("ALTER TABLE " + server.table(stage) + " ADD COLUMN " + column
                + " binary(32) GENERATED ALWAYS AS ("
                + KeyHash.of(key.stream().map(Identifiers::quote).toList()) + ") STORED, ADD COLUMN "
                + Identifiers.quote(KeyHash.FOUND) + " tinyint NOT NULL DEFAULT 0, ADD INDEX " + column + " (" + column
                + ")");
    }

    /** Tables that are bound to others are filled in place. */
    Optional<Swap> swap(Connection connection, String table, String stage) throws SQLException {
        if (server.catalogue(connection).isBound(Identifiers.fit(table))) {
            return Optional.empty();
        }
        String target = server.table(table);
        String filled = server.table(stage + "_n");
        String old = server.table(stage + "_o");
        return Optional.of(new Swap(
                stage + "_n",
                List.of("DROP TABLE IF EXISTS " + filled, "CREATE TABLE " + filled + " LIKE " + target),
                List.of(
                        "DROP TABLE IF EXISTS " + old,
                        "RENAME TABLE " + target + " TO " + old + ", " + filled + " TO " + target,
                        "DROP TABLE " + old)));
    }
}
