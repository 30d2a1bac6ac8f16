package io.github.leat.rds.internal.rollup;

import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.TargetColumn;
import io.github.leat.rds.rollup.Bucket;
import io.github.leat.rds.rollup.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What differs between databases when roll-ups are kept. Used by one thread.
 *
 * <p>A refresh is two transactions. The first makes what is to be there: the list of roll-ups, triggers, the table of noted
 * groups. The second brings the roll-up up to date: it reads the noted groups <em>before</em> it reads the table, so that a change
 * it does not see is still noted when it ends, and takes away the very notes that it has read.
 */
abstract class Engine {
    /** Groups as computed now, with {@link #ROWS}: a table of this connection. */
    static final String FRESH = "_leat_fresh";

    /** Groups that were noted: a table of this connection. */
    static final String KEYS = "_leat_keys";

    /** The number of rows of a fresh group. */
    static final String ROWS = "_leat_rows";

    final Dialect dialect;

    Engine(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The engine of a dialect; empty where roll-ups are not kept. */
    static Optional<Engine> of(Dialect dialect) {
        return switch (dialect.product()) {
            case "DuckDB" -> Optional.of(new DuckDbEngine(dialect));
            case "PostgreSQL" -> Optional.of(new PostgresEngine(dialect));
            case "MariaDB", "MySQL" -> Optional.of(new MySqlEngine(dialect));
            default -> Optional.empty();
        };
    }

    /** Keeps other refreshes of the roll-up out, where the transactions do not. */
    void enter(Work work, String rollUp) {}

    /** Undoes {@link #enter}. */
    void leave(Work work, String rollUp) {}

    /** Begins the first transaction, one at a time for a roll-up. */
    abstract void beginSetUp(Work work, String rollUp);

    /** Begins the second one; nobody can replace, empty or alter the table before its end. */
    abstract void beginRefresh(Work work, Shape shape);

    /** Why triggers cannot be had on the table; empty if they can, as far as can be told without making them. */
    abstract String whyNoTriggers(Work work, Shape shape);

    /** Whether triggers note changes. */
    abstract boolean isNoting(Work work, Shape shape);

    /**
     * Makes triggers note changes from now on.
     *
     * @return why the database refused them; empty if it did not
     */
    abstract String startNoting(Work work, Shape shape);

    /** What takes the triggers and the noted groups away. */
    abstract List<String> stopNoting(Work work, Shape shape);

    /** Different if anything may have changed in the table that triggers do not note, or in the triggers. */
    abstract String fingerprint(Work work, Shape shape);

    /** Reads the noted groups into {@link #KEYS}. */
    abstract void readNotes(Work work, Shape shape);

    /** Whether groups have been noted since {@link #readNotes} that the transaction sees. */
    boolean hasMoreNotes(Work work, Shape shape) {
        return false;
    }

    /** Takes away the notes that were read. */
    abstract String takeNotes(Shape shape);

    /** The part of a roll-up's groups up to which it is quicker to look for their rows than to compute all: docs/roll-ups.md. */
    double mostNoted() {
        return 0.5;
    }

    /** Fills {@link #FRESH} with the groups of {@link #KEYS}, or with all. */
    abstract List<String> compute(Shape shape, boolean onlyKeys);

    /**
     * Puts a new table with the fresh groups in the place of the roll-up.
     *
     * @param isThere whether there is a table to replace
     */
    List<String> replace(Shape shape, boolean isThere) {
        List<String> statements = new ArrayList<>();
        statements.add("DROP TABLE IF EXISTS " + rollUp(shape));
        statements.add("CREATE TABLE " + rollUp(shape) + " AS SELECT " + columns(shape.outputs(), "") + " FROM "
                + temporary(FRESH));
        statements.add("COMMENT ON TABLE " + rollUp(shape) + " IS " + dialect.literal(about(shape)));
        shape.outputs().stream()
                .filter(output -> !output.comment().isEmpty())
                .forEach(output ->
                        statements.add(dialect.commentOn(shape.rollUp().name(), output.name(), output.comment())));
        return statements;
    }

    /** Ends the tables of this connection. */
    abstract List<String> dropTemporary();

    /** A temporary table as SQL names it. */
    String temporary(String name) {
        return dialect.quote(name);
    }

    /** The first day of a bucket. */
    abstract String bucket(Bucket bucket, String column, TargetColumn type);

    /** Whether two expressions are equal, NULLs too. */
    abstract String same(String left, String right);

    /** Whether two expressions are different, NULL being equal to NULL. */
    String differ(String left, String right) {
        return left + " IS DISTINCT FROM " + right;
    }

    /** The argument of a sum or mean of DOUBLEs; ordered where the database can, so that the same values give the same sum. */
    String addends(String column) {
        return column + " ORDER BY " + column;
    }

    final String rollUp(Shape shape) {
        return dialect.table(shape.rollUp().name());
    }

    final String source(Shape shape) {
        return dialect.table(shape.table().name());
    }

    final String notes(Shape shape) {
        return dialect.table(notesName(shape));
    }

    final String notesName(Shape shape) {
        return dialect.identifier("_leat_changes_" + shape.rollUp().name());
    }

    /** The value of a group of the rows of {@code alias}. */
    final String group(Output output, String alias) {
        TargetColumn column = output.source().orElseThrow();
        String value = alias + "." + dialect.quote(column.name());
        return output.bucket().map(length -> bucket(length, value, column)).orElse(value);
    }

    /** A measure of the rows called {@code b}. */
    final String measure(Output output) {
        Measure measure = output.measure().orElseThrow();
        if (output.source().isEmpty()) {
            return "count(*)";
        }
        TargetColumn column = output.source().get();
        String value = "b." + dialect.quote(column.name());
        boolean adds = switch (measure.aggregate()) {
            case SUM, AVG ->
                column.type().filter(type -> type.kind() == Kind.DOUBLE).isPresent();
            case COUNT, MIN, MAX -> false;
        };
        return Shape.lower(measure.aggregate()) + "(" + (adds ? addends(value) : value) + ")";
    }

    /** Names of the groups in {@link #KEYS} and in the notes: k1, k2, …. */
    final List<String> keyNames(Shape shape) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= shape.groups().size(); i++) {
            names.add("k" + i);
        }
        return names;
    }

    /** {@code expression AS k1, …} of the rows of {@code alias}. */
    final String keys(Shape shape, String alias) {
        List<String> names = keyNames(shape);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            keys.add(group(shape.groups().get(i), alias) + " AS " + names.get(i));
        }
        return String.join(", ", keys);
    }

    final String columns(List<Output> outputs, String prefix) {
        return String.join(
                ", ",
                outputs.stream()
                        .map(output -> prefix + dialect.quote(output.name()))
                        .toList());
    }

    /**
     * The query that computes groups.
     *
     * @param join what follows the table {@code b}; empty for all groups
     */
    final String query(Shape shape, String join) {
        List<String> values = new ArrayList<>();
        List<String> positions = new ArrayList<>();
        for (Output output : shape.outputs()) {
            String value = output.isGroup() ? group(output, "b") : measure(output);
            values.add(value + " AS " + dialect.quote(output.name()));
            if (output.isGroup()) {
                positions.add(String.valueOf(values.size()));
            }
        }
        return "SELECT " + String.join(", ", values) + ", count(*) AS " + dialect.quote(ROWS) + " FROM " + source(shape)
                + " AS b" + join + " GROUP BY " + String.join(", ", positions);
    }

    /** Whether a row of the roll-up and a fresh one are of one group. */
    final String sameGroup(Shape shape, String left, String right) {
        return String.join(
                " AND ",
                shape.groups().stream()
                        .map(output -> same(
                                left + "." + dialect.quote(output.name()), right + "." + dialect.quote(output.name())))
                        .toList());
    }

    /** Whether a row of {@code alias}, by its names, is of a noted group. */
    final String isNoted(Shape shape, String alias) {
        List<String> names = keyNames(shape);
        List<String> same = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            same.add(same(
                    "k." + names.get(i),
                    alias + "." + dialect.quote(shape.groups().get(i).name())));
        }
        return String.join(" AND ", same);
    }

    final String anyMeasureDiffers(Shape shape, String left, String right) {
        return String.join(
                " OR ",
                shape.measures().stream()
                        .map(output -> differ(
                                left + "." + dialect.quote(output.name()), right + "." + dialect.quote(output.name())))
                        .toList());
    }

    final String assignments(Shape shape, String prefix) {
        return String.join(
                ", ",
                shape.measures().stream()
                        .map(output -> prefix + dialect.quote(output.name()) + " = f." + dialect.quote(output.name()))
                        .toList());
    }

    /** Writes the fresh measures of groups that differ. */
    String update(Shape shape) {
        return "UPDATE " + rollUp(shape) + " AS r SET " + assignments(shape, "") + " FROM " + temporary(FRESH)
                + " AS f WHERE " + sameGroup(shape, "r", "f") + " AND (" + anyMeasureDiffers(shape, "r", "f") + ")";
    }

    /** Removes the groups that have no row any more. */
    String delete(Shape shape, boolean onlyKeys) {
        return "DELETE FROM " + rollUp(shape) + " AS r WHERE " + gone(shape, onlyKeys);
    }

    final String gone(Shape shape, boolean onlyKeys) {
        String noted = onlyKeys
                ? "EXISTS (SELECT 1 FROM " + temporary(KEYS) + " AS k WHERE " + isNoted(shape, "r") + ") AND "
                : "";
        return noted + "NOT EXISTS (SELECT 1 FROM " + temporary(FRESH) + " AS f WHERE " + sameGroup(shape, "r", "f")
                + ")";
    }

    /** Adds the groups that are new. */
    final String insert(Shape shape) {
        return "INSERT INTO " + rollUp(shape) + " (" + columns(shape.outputs(), "") + ") SELECT "
                + columns(shape.outputs(), "f.") + " FROM " + temporary(FRESH)
                + " AS f WHERE NOT EXISTS (SELECT 1 FROM "
                + rollUp(shape) + " AS r WHERE " + sameGroup(shape, "r", "f") + ")";
    }

    /** What a roll-up says of itself in the catalogue. */
    static String about(Shape shape) {
        return "Roll-up of " + shape.table().name() + ", kept by leat aggregate: "
                + shape.rollUp().toString().strip().replace("\n", "; ");
    }
}
