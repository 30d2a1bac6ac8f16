package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.LoadId;
import io.github.leat.redshift.PartCompression;
import io.github.leat.s3.S3Address;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Brings sealed parts into the staging table, with the checkpoint: makes the table where it is not there, widens its columns where the
 * parts' are wider, and copies. Used by one writer.
 */
final class StageLoad {
    private static final String MAKE = "make the staging table";
    private static final String WIDEN = "widen the columns of the staging table";

    private final Session session;
    private final Staging staging;
    private final PartCompression compression;
    private final Table table;
    private final Table stage;
    private final String where;
    private final LoadId load;
    private final String folder;
    private final Step guard;
    private final Function<Schema, TableSql> sqlOf;
    private int manifests;

    StageLoad(
            Session session,
            Staging staging,
            Options options,
            Opening opening,
            String where,
            LoadId load,
            String folder,
            Function<Schema, TableSql> sqlOf) {
        this.session = session;
        this.staging = staging;
        this.compression = options.compression();
        this.table = opening.table();
        this.stage = opening.stage();
        this.where = where;
        this.load = load;
        this.folder = folder;
        this.guard = new Ledger(session, table).guard(load.source(), opening.run());
        this.sqlOf = sqlOf;
    }

    /**
     * Copies and writes the ledger in one transaction. Where that has more steps than a transaction takes, the first of them go
     * before, and a load that does not get through takes them out again when it is resumed.
     *
     * @param staged the columns of the staging table, or of the one to make
     * @param isThere whether the staging table is there
     * @param wanted the columns it is to have then
     * @param ledger writes the checkpoint
     */
    void run(Schema staged, boolean isThere, List<Copy> copies, Schema wanted, Step ledger) {
        List<String> manifests = new ArrayList<>();
        copies.forEach(copy -> manifests.add(copy.parts().isEmpty() ? "" : manifest(copy)));
        List<Step> steps = new ArrayList<>();
        Schema at = isThere || copies.isEmpty() ? staged : copies.get(0).schema();
        if (!isThere) {
            steps.add(Step.of(sqlOf.apply(at).createStage(stage), MAKE));
        }
        for (int i = 0; i < copies.size(); i++) {
            Schema next = copies.get(i).schema();
            steps.addAll(widen(at, next));
            at = next;
            if (!copies.get(i).parts().isEmpty()) {
                steps.add(Step.of(
                        statement(stage, copies.get(i), manifests.get(i)), "copy the parts into the staging table"));
            }
        }
        steps.addAll(widen(at, wanted));
        steps.add(ledger);
        try {
            Batches.run(session, steps, guard);
        } catch (SinkException e) {
            throw Errors.isOfRecords(e) ? refused(e, copies, manifests) : e;
        }
    }

    /** All columns at once by another table, since Redshift changes no type in its place. */
    private List<Step> widen(Schema from, Schema to) {
        List<Step> steps = new ArrayList<>();
        if (!TableSql.sameTypes(from, to)) {
            for (String sql : sqlOf.apply(to).rebuildStage(from)) {
                steps.add(steps.isEmpty() ? Step.of(sql, WIDEN) : Step.bound(sql, WIDEN));
            }
        }
        return steps;
    }

    private String manifest(Copy copy) {
        S3Address manifest = staging.below(folder + "manifest-" + ++manifests);
        try {
            Copy.writeManifest(staging, manifest, copy.parts());
        } catch (SinkException e) {
            throw StoreErrors.of(e, where);
        }
        return manifest.name();
    }

    private String statement(Table into, Copy copy, String manifest) {
        return Copy.sql(into, sqlOf.apply(copy.schema()).stagedColumns(), manifest, staging, compression);
    }

    /** Finds all that would be refused, notes it, and sends the load back to its last commit. */
    private SinkException refused(SinkException error, List<Copy> copies, List<String> manifests) {
        List<Refusal> refusals = lookUp(error, copies, manifests);
        String first = refusals.isEmpty()
                ? "which records is not to be found in the view of load errors"
                : "record " + (refusals.get(0).number() + 1) + " of the load, column \""
                        + refusals.get(0).column() + "\": " + refusals.get(0).reason();
        if (refusals.isEmpty() || load.version().isEmpty()) {
            return new PermanentSinkException(
                    where + ": COPY refuses " + Math.max(1, refusals.size()) + " record(s): " + first
                            + ". A source that can be read again has them rejected and the rest loaded; this one has no version,"
                            + " so that nothing was kept. Save it to a file and load that.",
                    error);
        }
        new RefusedRecords(session, table).add(load.source(), load.version().orElseThrow(), refusals);
        return TransientSinkException.undoing(
                where + ": COPY refuses " + refusals.size() + " record(s), the first: " + first
                        + ". The load goes on at its last commit and rejects them.",
                error);
    }

    /** COPY without loading, into a table that is there for that alone. */
    private List<Refusal> lookUp(SinkException error, List<Copy> copies, List<String> manifests) {
        Table check = TableSql.checkTable(stage);
        List<S3Address> parts = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            Copy copy = copies.get(i);
            if (!copy.parts().isEmpty()) {
                session.transaction(List.of(
                        Step.of(sqlOf.apply(copy.schema()).createStage(check), MAKE),
                        Step.bound(Copy.check(statement(check, copy, manifests.get(i))), "check the parts"),
                        Step.bound(TableSql.drop(check), "drop the table of the check")));
                parts.addAll(copy.parts());
            }
        }
        return LoadErrors.find(
                session,
                String.valueOf(error.getMessage()),
                staging.below(folder).name(),
                parts,
                staging,
                compression);
    }
}
