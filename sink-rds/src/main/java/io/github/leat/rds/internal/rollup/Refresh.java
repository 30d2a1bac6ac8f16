package io.github.leat.rds.internal.rollup;

import io.github.leat.core.SchemaException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.rds.internal.Connector;
import io.github.leat.rds.internal.Dialect;
import io.github.leat.rds.internal.TargetTable;
import io.github.leat.rds.rollup.Changes;
import io.github.leat.rds.rollup.RollUp;
import io.github.leat.rds.rollup.RollUpReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/** One refresh of one roll-up over a connection of its own, beside those of loads. Used once, by one thread. */
public final class Refresh implements AutoCloseable {
    /** How often a refresh computes again because more was noted meanwhile. */
    private static final int MAX_ROUNDS = 3;

    /** So few are looked for in any case: it takes no time either way. */
    private static final int FEW_GROUPS = 1_000;

    private final RollUp rollUp;
    private final boolean rebuilds;
    private final Connector connector;
    private final Connection connection;
    private final Handle handle;
    private final Dialect dialect;
    private final Dialect located;
    private final Engine engine;
    private final RollUpList list;
    private final Work work;
    private final long began = System.nanoTime();

    private Refresh(
            Connector connector,
            Connection connection,
            RollUp rollUp,
            boolean rebuilds,
            boolean isDry,
            Consumer<String> before)
            throws SQLException {
        Jdbi jdbi = Jdbi.create(connection);
        jdbi.configure(SqlStatements.class, statements -> statements.setTemplateEngine(TemplateEngine.NOP));
        this.connector = connector;
        this.connection = connection;
        this.handle = jdbi.open();
        this.dialect = connector.dialect();
        Dialect.Located found = dialect.locate(handle, rollUp.table());
        this.located = found.dialect();
        this.rollUp = new RollUp(rollUp.name(), found.table(), rollUp.groups(), rollUp.measures(), rollUp.changes());
        this.rebuilds = rebuilds;
        this.engine = Engine.of(located)
                .orElseThrow(() -> new SchemaException(connector.name()
                        + ": roll-ups are kept in DuckDB, PostgreSQL, MariaDB and MySQL. Choose one of these."));
        this.list = new RollUpList(located);
        this.work = new Work(connection, located, connector.name() + ", roll-up " + rollUp.name(), isDry, before);
    }

    /**
     * Connects.
     *
     * @param rebuilds whether the roll-up is made anew
     * @param isDry whether nothing is to be changed
     * @param before is shown each statement before it is run
     */
    public static Refresh open(
            Connector connector, RollUp rollUp, boolean rebuilds, boolean isDry, Consumer<String> before) {
        if (!connector.exists()) {
            throw new SchemaException(
                    connector.name() + " does not exist, so there is no table " + rollUp.table() + ". Load it first.");
        }
        Connection connection;
        try {
            connection = connector.connectBeside();
        } catch (SQLException e) {
            throw connector.dialect().translate(e, "open the database", connector.name());
        }
        try {
            return new Refresh(connector, connection, rollUp, rebuilds, isDry, before);
        } catch (SQLException | RuntimeException e) {
            closeQuietly(connection);
            throw e instanceof SQLException error
                    ? connector.dialect().translate(error, "read the catalogue", connector.name())
                    : (RuntimeException) e;
        }
    }

    /** What was run, or would have been. */
    public List<String> statements() {
        return work.statements();
    }

    /** Makes what is missing, and brings the roll-up up to date. */
    public RollUpReport run() {
        return guarded(() -> {
            Plan plan = setUp();
            return refresh(plan);
        });
    }

    /** Takes the roll-up away, with its triggers; false if there is none. */
    public boolean drop() {
        return guarded(() -> {
            Shape shape = new Shape(rollUp, new TargetTable(rollUp.table(), List.of(), List.of()), List.of());
            engine.beginSetUp(work, rollUp.name());
            boolean isThere = hasList() && list.find(work, rollUp.name()).isPresent();
            if (isThere) {
                work.run(engine.stopNoting(work, shape), "take the triggers away");
                work.run("DROP TABLE IF EXISTS " + located.table(rollUp.name()), "drop the roll-up");
                work.run(list.remove(rollUp.name()), "write the list of roll-ups");
            }
            work.run("COMMIT", "commit");
            return isThere;
        });
    }

    private interface Step<T> {
        T run() throws SQLException;
    }

    private <T> T guarded(Step<T> step) {
        boolean isDone = false;
        engine.enter(work, rollUp.name());
        try {
            T result = step.run();
            isDone = true;
            return result;
        } catch (SQLException e) {
            throw work.translate(e, "read the catalogue");
        } finally {
            if (!isDone) {
                work.rollBack();
            }
            leave(isDone);
        }
    }

    private void leave(boolean isDone) {
        try {
            engine.leave(work, rollUp.name());
        } catch (RuntimeException e) {
            if (isDone) {
                throw e;
            }
            // the connection was lost, and what it held with it
        }
    }

    /**
     * What the first transaction found.
     *
     * @param byTriggers whether changes are noted
     * @param isNew whether the triggers are new, so that what they have noted is not all
     * @param why why there are none
     */
    private record Plan(Shape shape, boolean byTriggers, boolean isNew, String why) {}

    private boolean hasList() throws SQLException {
        return located.readTable(handle, RollUpList.TABLE).isPresent();
    }

    private Shape shape() throws SQLException {
        TargetTable table = located.readTable(handle, rollUp.table())
                .orElseThrow(() -> new SchemaException(connector.name() + ": there is no table " + rollUp.table()
                        + " to make the roll-up " + rollUp.name() + " of. Load it first, or correct the name."));
        return Shape.of(rollUp, table, located.comments(handle, table.name()));
    }

    private boolean isThere() throws SQLException {
        return located.readTable(handle, rollUp.name()).isPresent();
    }

    private Plan setUp() throws SQLException {
        engine.beginSetUp(work, rollUp.name());
        if (!hasList()) {
            if (!work.isDry() && !located.definitionsCommit()) {
                located.lockDefinitions(connection);
            }
            work.run(list.create(), "make the list of roll-ups");
        }
        Shape shape = shape();
        Optional<RollUpList.Row> row = hasList() ? list.find(work, rollUp.name()) : Optional.empty();
        if (row.isEmpty()) {
            requireFree();
            work.run(list.write(shape, rollUp.changes(), new RollUpList.Row("", "")), "write the list of roll-ups");
        }
        String why = rollUp.changes() == Changes.SCAN ? "as the roll-up says" : engine.whyNoTriggers(work, shape);
        boolean isNoting = engine.isNoting(work, shape);
        boolean isNew = false;
        if (why.isEmpty()) {
            boolean isOther = row.isEmpty() || !row.get().shape().equals(shape.text());
            isNew = isOther || rebuilds || !isNoting;
            if (isNew) {
                why = engine.startNoting(work, shape);
            }
        } else if (isNoting) {
            work.run(engine.stopNoting(work, shape), "take the triggers away");
        }
        if (!why.isEmpty() && rollUp.changes() == Changes.TRIGGERS) {
            throw new SchemaException(work.where() + ": there can be no triggers, for " + why
                    + ". Mend that, or let changes be found by scan.");
        }
        work.run("COMMIT", "commit");
        return new Plan(shape, why.isEmpty(), isNew, why);
    }

    /** A table of this name that is no roll-up must not be replaced. */
    private void requireFree() throws SQLException {
        if (isThere() || located.isView(handle, rollUp.name())) {
            throw new SchemaException(work.where() + ": there is a table or view " + rollUp.name()
                    + " that is no roll-up. Choose another name, or drop it.");
        }
    }

    private RollUpReport refresh(Plan plan) throws SQLException {
        engine.beginRefresh(work, plan.shape());
        Shape shape = shape();
        Optional<RollUpList.Row> row = hasList() ? list.find(work, rollUp.name()) : Optional.empty();
        if (!work.isDry()
                && (!shape.text().equals(plan.shape().text())
                        || row.isEmpty()
                        || (plan.byTriggers() && !engine.isNoting(work, shape)))) {
            throw new TransientSinkException(
                    work.where() + ": the table or its triggers were changed while the refresh began. Run it again.");
        }
        String fingerprint = plan.byTriggers() ? engine.fingerprint(work, shape) : "";
        boolean isThere = isThere();
        boolean isOther =
                rebuilds || !isThere || row.isEmpty() || !row.get().shape().equals(shape.text());
        String whyFull = whyFull(plan, isOther, isThere, row, fingerprint);
        boolean onlyKeys = compute(plan, shape, whyFull.isEmpty());
        if (!onlyKeys && whyFull.isEmpty()) {
            whyFull = "so many groups have changed";
        }
        long rows = work.number(
                "SELECT sum(" + located.quote(Engine.ROWS) + ") FROM " + engine.temporary(Engine.FRESH),
                "count the rows");
        long added;
        long changed = 0;
        long removed = 0;
        if (isOther) {
            added = work.number("SELECT count(*) FROM " + engine.temporary(Engine.FRESH), "count the groups");
            removed = isThere
                    ? work.number("SELECT count(*) FROM " + located.table(rollUp.name()), "count the groups")
                    : 0;
            work.run(engine.replace(shape, isThere), "make the roll-up");
        } else {
            changed = work.run(engine.update(shape), "write the groups that differ");
            removed = work.run(engine.delete(shape, onlyKeys), "remove the groups that are gone");
            added = work.run(engine.insert(shape), "add the new groups");
        }
        if (plan.byTriggers()) {
            work.run(engine.takeNotes(shape), "take the notes away");
        }
        Changes changes = plan.byTriggers() ? Changes.TRIGGERS : Changes.SCAN;
        work.run(
                list.write(shape, changes, new RollUpList.Row(shape.text(), fingerprint)),
                "write the list of roll-ups");
        long groups = work.number("SELECT count(*) FROM " + located.table(rollUp.name()), "count the groups");
        work.run(engine.dropTemporary(), "end");
        work.run("COMMIT", "commit");
        return new RollUpReport(
                rollUp.name(),
                rollUp.table(),
                changes,
                plan.byTriggers() ? whyFull : plan.why(),
                !onlyKeys,
                groups,
                added,
                changed,
                removed,
                rows,
                Duration.ofNanos(System.nanoTime() - began));
    }

    private String whyFull(
            Plan plan, boolean isOther, boolean isThere, Optional<RollUpList.Row> row, String fingerprint) {
        if (!plan.byTriggers()) {
            return plan.why();
        }
        if (rebuilds) {
            return "rebuild was asked for";
        }
        if (!isThere || row.isEmpty() || row.get().shape().isEmpty()) {
            return "the roll-up is new";
        }
        if (isOther) {
            return "the roll-up or the columns it is made of have changed";
        }
        if (plan.isNew()) {
            return "the triggers were gone";
        }
        return row.get().fingerprint().equals(fingerprint)
                ? ""
                : "the table was replaced, emptied or altered, or its triggers were";
    }

    /**
     * Once more where the database gives each statement a moment of its own, and more was noted between two.
     *
     * @param mayBeKeys whether the noted groups are all that can have changed
     * @return whether only they were computed
     */
    private boolean compute(Plan plan, Shape shape, boolean mayBeKeys) {
        boolean onlyKeys = mayBeKeys;
        for (int round = 1; ; round++) {
            if (plan.byTriggers()) {
                engine.readNotes(work, shape);
                onlyKeys &= !isMost(shape, onlyKeys);
            }
            work.run(engine.compute(shape, onlyKeys), "compute the groups");
            if (!plan.byTriggers() || round == MAX_ROUNDS || !engine.hasMoreNotes(work, shape)) {
                return onlyKeys;
            }
        }
    }

    /** Whether so many groups were noted that reading the whole table in its order is quicker than looking for theirs. */
    private boolean isMost(Shape shape, boolean matters) {
        long noted =
                matters ? work.number("SELECT count(*) FROM " + engine.temporary(Engine.KEYS), "count the groups") : 0;
        return noted > FEW_GROUPS
                && noted
                        > engine.mostNoted()
                                * work.number(
                                        "SELECT count(*) FROM "
                                                + located.table(shape.rollUp().name()),
                                        "count the groups");
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // it was lost before
        }
    }

    @Override
    public void close() {
        try {
            located.transactionStart().released(connection, "");
            handle.close();
        } catch (RuntimeException | SQLException e) {
            // the connection is lost, and what it was set to with it
        } finally {
            closeQuietly(connection);
        }
    }
}
