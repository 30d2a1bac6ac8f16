package io.github.leat.redshift.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.SinkException;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A target made ready for a load, and where the load goes on. The ledger's row is this run's from here on; what dead runs left in
 * Redshift and on S3 is gone.
 *
 * @param run who has the ledger's row; no two openings have the same
 * @param table the target
 * @param stage the staging table
 * @param plan how load and target come together
 * @param found the ledger's row as it was
 * @param resumed the row that the load goes on from; empty to begin
 * @param refused records that COPY refused before, by number
 */
record Opening(
        String run,
        Table table,
        Table stage,
        TablePlan plan,
        Optional<Ledger.Entry> found,
        Optional<Ledger.Entry> resumed,
        Map<Long, Refusal> refused) {
    private static final String CREATE = "make the ledger";

    static Opening of(Options options, String where, LoadId load, Session session, Staging staging, Schema schema) {
        Catalogue catalogue = new Catalogue(session);
        Table table = catalogue.locate(options.table());
        requireTable(catalogue, table, where);
        session.run(Step.of(Ledger.create(table), CREATE));
        session.run(Step.of(RefusedRecords.create(table), CREATE));
        String run = UUID.randomUUID().toString();
        Ledger ledger = new Ledger(session, table);
        session.transaction(ledger.claim(load.source(), run));
        Optional<Ledger.Entry> found = ledger.find(load.source());
        Optional<Target> target = catalogue.table(table);
        TablePlan plan = Planner.plan(options, where, table, target, schema);
        Table stage = table.sibling(StageName.of(table, load));
        StagedBefore before = new StagedBefore(session, stage, new TableSql(options, table, stage, plan), plan);
        Optional<Ledger.Entry> resumed =
                found.filter(row -> isResumable(row, load, options)).filter(row -> before.holds(catalogue, row));
        for (String name : catalogue.withPrefix(table.schema(), StageName.prefix(table, load.source()))) {
            if (resumed.isEmpty() || !name.equals(stage.name())) {
                session.run(Step.of(TableSql.drop(table.sibling(name)), "drop the staging table of an older load"));
            }
        }
        clear(staging, StageName.folder(table, load.source()), where);
        RefusedRecords refusals = new RefusedRecords(session, table);
        Map<Long, Refusal> refused = load.version()
                .map(version -> refusals.find(load.source(), version))
                .orElse(Map.of());
        return new Opening(run, table, stage, plan, found, resumed, refused);
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

    private static boolean isResumable(Ledger.Entry row, LoadId load, Options options) {
        LedgerEntry entry = row.entry();
        return load.version().isPresent()
                && entry.version().equals(load.version())
                && !entry.completed()
                && row.mode().equals(options.mode().name());
    }

    /** Bytes of the longest staged texts, by column; all 0 in a load that begins. */
    long[] longestTexts(Session session, Options options) {
        return resumed.isEmpty()
                ? new long[plan.schema().size()]
                : new StagedBefore(session, stage, new TableSql(options, table, stage, plan), plan).longestTexts();
    }

    /** What a ledger says of a load, before it is opened. */
    static Optional<LedgerEntry> ledger(Session session, Table table, LoadId load) {
        Catalogue catalogue = new Catalogue(session);
        List<String> there = catalogue.withPrefix(table.schema(), Ledger.TABLE);
        if (there.isEmpty()) {
            return Optional.empty();
        }
        Optional<Target> target = catalogue.table(table);
        return new Ledger(session, table)
                .find(load.source())
                .filter(row -> !row.isVoidWithout(target))
                .map(Ledger.Entry::entry);
    }
}
