package io.github.leat.redshift.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.SinkException;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A target made ready for a load, and where the load goes on. The ledger's row is this run's from here on; what dead runs left in
 * Redshift and on S3 is gone.
 *
 * @param table the target
 * @param stage the staging table
 * @param plan how load and target come together
 * @param found the ledger's row as it was
 * @param resumed the row that the load goes on from; empty to begin
 * @param refused records that COPY refused before, by number
 */
record Opening(
        Table table,
        Table stage,
        TablePlan plan,
        Optional<Ledger.Row> found,
        Optional<Ledger.Row> resumed,
        Map<Long, Refusal> refused) {

    static Opening of(Options options, String where, LoadId load, Session session, Staging staging, Schema schema) {
        Catalogue catalogue = new Catalogue(session);
        Table table = catalogue.locate(options.table());
        requireTable(catalogue, table, where);
        session.run(Ledger.create(table), "make the ledger");
        session.run(RefusedRecords.create(table), "make the ledger");
        session.begin();
        Optional<Ledger.Row> found = new Ledger(session, where, table).claim(load);
        session.commit();
        Optional<Target> target = catalogue.table(table);
        TablePlan plan = Planner.plan(options, where, table, target, schema);
        Table stage = table.sibling(StageName.of(table, load));
        Optional<Ledger.Row> resumed = found.filter(row -> isResumable(row, load, options))
                .filter(row -> holds(session, catalogue, stage, new TableSql(options, table, stage, plan), plan, row));
        for (String name : catalogue.withPrefix(table.schema(), StageName.prefix(table, load.source()))) {
            if (resumed.isEmpty() || !name.equals(stage.name())) {
                session.run(TableSql.drop(table.sibling(name)), "drop the staging table of an older load");
            }
        }
        clear(staging, StageName.folder(table, load.source()), where);
        RefusedRecords refusals = new RefusedRecords(session, table);
        Map<Long, Refusal> refused = load.version()
                .map(version -> refusals.find(load.source(), version))
                .orElse(Map.of());
        return new Opening(table, stage, plan, found, resumed, refused);
    }

    /** Empties a folder of S3. */
    static void clear(Staging staging, String folder, String where) {
        try {
            staging.clear(folder);
        } catch (SinkException e) {
            throw StoreErrors.of(e, where);
        }
    }

    static void requireTable(Catalogue catalogue, Table table, String where) {
        if (catalogue.isView(table)) {
            throw new SchemaException(where + ": that is a view, which cannot be loaded into. Choose another table.");
        }
    }

    private static boolean isResumable(Ledger.Row row, LoadId load, Options options) {
        LedgerEntry entry = row.entry();
        return load.version().isPresent()
                && entry.version().equals(load.version())
                && !entry.completed()
                && row.mode().equals(options.mode().name());
    }

    /** Whether the staging table is what this load would make, and has all records of the checkpoint. */
    private static boolean holds(
            Session session, Catalogue catalogue, Table stage, TableSql sql, TablePlan plan, Ledger.Row row) {
        Optional<Target> found = catalogue.table(stage);
        if (found.isEmpty()) {
            return false;
        }
        for (int i = 0; i < plan.schema().size(); i++) {
            String name = Names.identifier(plan.schema().column(i).sqlName());
            String type = sql.stageType(i);
            if (found.get()
                    .column(name)
                    .filter(column -> column.nativeType().equals(type))
                    .isEmpty()) {
                return false;
            }
        }
        long staged = session.number("SELECT count(*) FROM " + stage.sql(), "count the staged records");
        return found.get().columns().size() == plan.schema().size() + 1
                && staged == row.entry().checkpoint().counts().written();
    }

    /** Bytes of the longest staged texts, by column; all 0 in a load that begins. */
    long[] longestTexts(Session session, Options options) {
        long[] longest = new long[plan.schema().size()];
        TableSql sql = new TableSql(options, table, stage, plan);
        for (int i = 0; resumed.isPresent() && i < longest.length; i++) {
            if (Types.bytesOf(sql.stageType(i)).isPresent()) {
                longest[i] = session.number(
                        "SELECT max(octet_length(" + sql.staged(i) + ")) FROM " + stage.sql(),
                        "read the staging table");
            }
        }
        return longest;
    }

    /** What a ledger says of a load, before it is opened. */
    static Optional<LedgerEntry> ledger(Session session, String where, Table table, LoadId load) {
        Catalogue catalogue = new Catalogue(session);
        List<String> there = catalogue.withPrefix(table.schema(), Ledger.TABLE);
        if (there.isEmpty()) {
            return Optional.empty();
        }
        Optional<Target> target = catalogue.table(table);
        return new Ledger(session, where, table)
                .find(load.source())
                .filter(row -> !row.isVoidWithout(target))
                .map(Ledger.Row::entry);
    }
}
