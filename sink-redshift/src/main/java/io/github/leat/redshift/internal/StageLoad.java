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
 * Brings sealed parts into the staging table, in the current transaction: makes the table where it is not there, widens its columns
 * where the parts' are wider, and copies. Used by one writer.
 */
final class StageLoad {
    private final Session session;
    private final Staging staging;
    private final PartCompression compression;
    private final Table table;
    private final Table stage;
    private final String where;
    private final LoadId load;
    private final String folder;
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
        this.sqlOf = sqlOf;
    }

    /**
     * Copies.
     *
     * @param staged the columns of the staging table, or of the one to make
     * @param isThere whether the staging table is there
     * @return the columns it has then
     */
    Schema run(Schema staged, boolean isThere, List<Copy> copies) {
        Schema at = prepare(copies.isEmpty() || isThere ? staged : copies.get(0).schema(), isThere);
        for (Copy copy : copies) {
            at = widen(at, copy.schema());
            if (copy.parts().isEmpty()) {
                continue;
            }
            String sql = statement(copy);
            try {
                session.run(sql, "copy the parts into the staging table");
            } catch (SinkException e) {
                if (Errors.isOfRecords(e)) {
                    throw refused(e, staged, isThere, copies);
                }
                throw e;
            }
        }
        return at;
    }

    private Schema prepare(Schema schema, boolean isThere) {
        if (!isThere) {
            session.run(sqlOf.apply(schema).createStage(), "make the staging table");
        }
        return schema;
    }

    private Schema widen(Schema from, Schema to) {
        TableSql sql = sqlOf.apply(to);
        for (int i = 0; i < to.size(); i++) {
            if (!from.column(i).type().equals(to.column(i).type())) {
                String name = Names.identifier(from.column(i).sqlName());
                TableSql.widen(stage, name, from.column(i), sql.stageType(i))
                        .forEach(statement -> session.run(statement, "widen a column of the staging table"));
            }
        }
        return to;
    }

    private String statement(Copy copy) {
        S3Address manifest = staging.below(folder + "manifest-" + ++manifests);
        try {
            Copy.writeManifest(staging, manifest, copy.parts());
        } catch (SinkException e) {
            throw StoreErrors.of(e, where);
        }
        return Copy.sql(stage, sqlOf.apply(copy.schema()).stagedColumns(), manifest.name(), staging, compression);
    }

    /** Finds all that would be refused, notes it, and sends the load back to its last commit. */
    private SinkException refused(SinkException error, Schema staged, boolean isThere, List<Copy> copies) {
        session.rollback();
        List<Refusal> refusals = lookUp(error, staged, isThere, copies);
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
        session.begin();
        new RefusedRecords(session, table).add(load.source(), load.version().orElseThrow(), refusals);
        session.commit();
        return TransientSinkException.undoing(
                where + ": COPY refuses " + refusals.size() + " record(s), the first: " + first
                        + ". The load goes on at its last commit and rejects them.",
                error);
    }

    private List<Refusal> lookUp(SinkException error, Schema staged, boolean isThere, List<Copy> copies) {
        session.begin();
        Schema at = prepare(isThere ? staged : copies.get(0).schema(), isThere);
        List<S3Address> parts = new ArrayList<>();
        for (Copy copy : copies) {
            at = widen(at, copy.schema());
            if (!copy.parts().isEmpty()) {
                session.run(Copy.check(statement(copy)), "check the parts");
                parts.addAll(copy.parts());
            }
        }
        session.rollback();
        return LoadErrors.find(
                session,
                String.valueOf(error.getMessage()),
                staging.below(folder).name(),
                parts,
                staging,
                compression);
    }
}
