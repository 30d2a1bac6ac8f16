package io.github.leat.rds.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans, reads the ledger and opens writers, each over a connection of its own. */
public final class TableSink {
    private final Connector connector;
    private final SinkOptions options;
    private final String where;
    private final Dialect dialect = new DuckDbDialect();

    /** @param where name of the sink in errors */
    public TableSink(Connector connector, SinkOptions options, String where) {
        this.connector = connector;
        this.options = options;
        this.where = where;
    }

    /** See {@link io.github.leat.core.sink.Sink#traits()}. */
    public SinkTraits traits() {
        return dialect.traits();
    }

    /** See {@link io.github.leat.core.sink.Sink#plan}. */
    public SinkPlan plan(Schema schema) {
        if (!connector.exists()) {
            // opening the file would create it
            return describe(Planner.plan(dialect, options, where, Optional.empty(), schema));
        }
        try (Session session = connect()) {
            requireTable(session);
            return describe(Preparation.plan(dialect, options, where, session, schema));
        }
    }

    private SinkPlan describe(TablePlan plan) {
        TableSql sql = new TableSql(dialect, options, plan);
        List<String> statements = new ArrayList<>();
        statements.add(Ledger.createTable(dialect));
        if (options.isStaged()) {
            String stage = StageName.prefix(options.table(), "") + "…";
            statements.add(sql.createStage(stage));
            statements.add("-- append each batch to " + dialect.quote(stage) + "; at each commit");
            statements.add(Ledger.UPDATE);
            statements.addAll(plan.ddl());
            sql.deduplicate(stage).ifPresent(statements::add);
            statements.addAll(sql.finish(stage));
            statements.add(sql.drop(stage));
        } else {
            statements.addAll(plan.ddl());
            statements.add("-- append each batch to " + dialect.quote(plan.table()) + "; at each commit");
        }
        statements.add(Ledger.UPDATE);
        return new SinkPlan(plan.schema(), statements);
    }

    /** See {@link io.github.leat.core.sink.Sink#ledger}. */
    public Optional<LedgerEntry> ledger(LoadId load) {
        if (!connector.exists()) {
            return Optional.empty();
        }
        try (Session session = connect()) {
            Ledger ledger = new Ledger(session, where, options.table(), options.mode());
            if (!ledger.exists(dialect)) {
                return Optional.empty();
            }
            Optional<TargetTable> target =
                    session.guard("read the catalogue", () -> dialect.readTable(session.handle(), options.table()));
            return ledger.find(load.source())
                    .filter(row -> !row.isVoidWithout(target))
                    .map(Ledger.Row::entry);
        }
    }

    /** See {@link io.github.leat.core.sink.Sink#open}. */
    public SinkWriter open(Schema schema, LoadId load) {
        Session session = connect();
        boolean opened = false;
        try {
            requireTable(session);
            Preparation prepared = Preparation.run(dialect, options, where, load, session, schema);
            SinkWriter writer = new RdsWriter(dialect, options, where, load, session, prepared);
            opened = true;
            return writer;
        } finally {
            if (!opened) {
                session.close();
            }
        }
    }

    private void requireTable(Session session) {
        if (session.guard("read the catalogue", () -> dialect.isView(session.handle(), options.table()))) {
            throw new SchemaException(where + ": that is a view, which cannot be loaded into. Choose another table.");
        }
    }

    private Session connect() {
        Session session = Session.open(dialect, connector, where);
        String product = session.guard(
                "read the database's name",
                () -> session.connection().getMetaData().getDatabaseProductName());
        if (!product.equals(dialect.product())) {
            session.close();
            throw new PermanentSinkException(
                    where + ": " + product + " is not a database this version loads into. Use duckdb:FILE.");
        }
        return session;
    }
}
