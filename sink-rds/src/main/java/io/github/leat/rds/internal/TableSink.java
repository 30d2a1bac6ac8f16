package io.github.leat.rds.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LedgerListing;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.Privileges;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.Undo;
import io.github.leat.rds.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans, reads the ledger and opens writers, each over a connection of its own. */
public final class TableSink {
    private final Connector connector;
    private final SinkOptions options;
    private final String where;

    /** @param where name of the sink in errors */
    public TableSink(Connector connector, SinkOptions options, String where) {
        this.connector = connector;
        this.options = options;
        this.where = where;
    }

    /** See {@link io.github.leat.core.sink.Sink#traits()}. */
    public SinkTraits traits() {
        return connector.dialect().traits();
    }

    /** See {@link io.github.leat.core.sink.Sink#plan}. */
    public SinkPlan plan(Schema schema) {
        if (!connector.exists()) {
            // opening the file would create it
            Dialect dialect = connector.dialect();
            TablePlan plan = Planner.plan(dialect, options, where, Optional.empty(), schema);
            requireUndo(dialect, plan);
            return describe(dialect, Optional.empty(), options, plan);
        }
        try (Session session = Session.open(connector, where)) {
            SinkOptions located = options.withTable(session.locate(options.table()));
            session.begin();
            requireTable(session, located);
            TablePlan plan = Preparation.plan(located, where, session, schema);
            requireUndo(session, plan);
            return describe(session.dialect(), Optional.of(session), located, plan);
        }
    }

    private SinkPlan describe(Dialect dialect, Optional<Session> session, SinkOptions options, TablePlan plan) {
        List<String> statements = new ArrayList<>();
        statements.add(Ledger.createTable(dialect));
        if (options.isStaged()) {
            String stage = StageName.prefix(options.table(), "") + "…";
            statements.addAll(new TableSql(dialect, options, plan).createStage(stage));
            statements.add("-- append each batch to " + dialect.table(stage) + "; at each commit");
            statements.add(Ledger.update(dialect));
            if (options.undoable()) {
                statements.add("-- keep the rows that the next statements change in tables " + UndoTables.LOG
                        + "_…, and the load in " + dialect.table(UndoTables.LOG));
            }
            statements.addAll(session.map(open -> StagedMove.describe(options, where, open, stage, plan))
                    .orElseGet(() -> StagedMove.describe(dialect, options, stage, plan)));
        } else {
            statements.addAll(plan.ddl());
            statements.add("-- append each batch to " + dialect.table(plan.table()) + "; at each commit");
        }
        statements.add(Ledger.update(dialect));
        return new SinkPlan(plan.schema(), statements);
    }

    /** See {@link io.github.leat.core.sink.Sink#privileges}. */
    public Optional<Privileges> privileges(Schema schema, Optional<String> grantee) {
        if (!connector.exists()) {
            return Optional.empty();
        }
        try (Session session = Session.open(connector, where)) {
            SinkOptions located = options.withTable(session.locate(options.table()));
            session.begin();
            TablePlan plan = Preparation.plan(located, where, session, schema);
            boolean hasLedger = new Ledger(session, where, located).exists();
            requireUndo(session, plan);
            boolean hasUndoLog = session.dialect().undo().isPresent() && UndoLog.exists(session);
            Work work = Work.of(session.dialect(), located, plan, hasLedger, hasUndoLog);
            return session.guard(
                    "look for rights", () -> session.dialect().privileges(session.handle(), work, grantee));
        }
    }

    /** See {@link io.github.leat.core.sink.Sink#target}. */
    public Optional<Schema> target(Schema load) {
        if (!connector.exists()) {
            return Optional.empty();
        }
        try (Session session = Session.open(connector, where)) {
            String table = session.locate(options.table());
            session.begin();
            return session.guard("read the catalogue", () -> session.dialect().readTable(session.handle(), table))
                    .map(found -> TargetColumns.of(found, load, session.dialect()));
        }
    }

    /** See {@link io.github.leat.core.sink.Sink#ledger}. */
    public Optional<LedgerEntry> ledger(LoadId load) {
        if (!connector.exists()) {
            return Optional.empty();
        }
        try (Session session = Session.open(connector, where)) {
            String table = session.locate(options.table());
            session.begin();
            Ledger ledger = new Ledger(session, where, options.withTable(table));
            if (!ledger.exists()) {
                return Optional.empty();
            }
            Optional<TargetTable> target =
                    session.guard("read the catalogue", () -> session.dialect().readTable(session.handle(), table));
            return ledger.find(load.source())
                    .filter(row -> !row.isVoidWithout(target))
                    .map(Ledger.Row::entry);
        }
    }

    /** See {@link io.github.leat.core.sink.Sink#loads}. */
    public LedgerListing loads(LedgerScope scope) {
        String named = scope == LedgerScope.TABLE ? where : connector.name();
        return new Listing(connector, options, named).read(scope);
    }

    /** See {@link io.github.leat.core.sink.Sink#undo}. */
    public Optional<Undo> undo(LedgerScope scope) {
        String named = scope == LedgerScope.TABLE ? where : connector.name();
        return connector.dialect().undo().isPresent()
                ? Optional.of(new Undoing(connector, options, named, scope))
                : Optional.empty();
    }

    private void requireUndo(Session session, TablePlan plan) {
        requireUndo(session.dialect(), plan);
        if (options.undoable() && plan.target().isPresent()) {
            UndoSql undo = session.dialect().undo().orElseThrow();
            session.guard("read the catalogue", () -> undo.obstacle(session.handle(), plan.table()))
                    .ifPresent(obstacle -> {
                        throw new SchemaException(where + ": the table " + obstacle + ". Leave --undoable out.");
                    });
        }
    }

    private void requireUndo(Dialect dialect, TablePlan plan) {
        if (!options.undoable()) {
            return;
        }
        if (dialect.undo().isEmpty()) {
            throw new SchemaException(where + ": loads into " + dialect.product()
                    + " cannot be taken back. Leave --undoable out; DuckDB, PostgreSQL, MariaDB and MySQL have it.");
        }
        if (options.visibility().filter(Visibility.INCREMENTAL::equals).isPresent()) {
            throw new SchemaException(where + ": a load that can be taken back shows its records when it completes."
                    + " Leave visibility INCREMENTAL or --undoable out.");
        }
        plan.target().ifPresent(table -> UndoLog.requireFit(table, plan, options, where));
    }

    /** See {@link io.github.leat.core.sink.Sink#open}. */
    public SinkWriter open(Schema schema, LoadId load) {
        Session session = Session.open(connector, where);
        boolean opened = false;
        try {
            SinkOptions located = options.withTable(session.locate(options.table()));
            session.claim(load.source() + '\0' + session.dialect().table(located.table()));
            session.begin();
            requireTable(session, located);
            requireUndo(session, Preparation.plan(located, where, session, schema));
            Preparation prepared = Preparation.run(located, where, load, session, schema);
            SinkWriter writer = new RdsWriter(located, where, load, session, prepared);
            opened = true;
            return writer;
        } finally {
            if (!opened) {
                session.close();
            }
        }
    }

    private void requireTable(Session session, SinkOptions located) {
        if (session.guard("read the catalogue", () -> session.dialect().isView(session.handle(), located.table()))) {
            throw new SchemaException(where + ": that is a view, which cannot be loaded into. Choose another table.");
        }
    }
}
