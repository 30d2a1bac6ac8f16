package io.github.leat.core.load.internal;

import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.ValueFormat;
import io.github.leat.core.transform.Conform;
import io.github.leat.core.transform.Widening;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which columns widen after values broke their types. */
public final class Widener {
    private Widener() {}

    /**
     * What batches conform to: the target's types, each checked strictly if the load's own column was inferred and the target
     * leaves its type open. Such a column may widen.
     *
     * @param offered the load's columns, before lineage columns were added
     * @param wanted the sink's answer, of the same columns and perhaps more
     */
    public static Schema targetOf(Schema offered, Schema wanted) {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < offered.size(); c++) {
            Column mine = offered.column(c);
            Column theirs = wanted.column(c);
            boolean sameType = mine.type().equals(theirs.type());
            boolean open = mine.origin() != Column.Origin.DECLARED && theirs.origin() != Column.Origin.DECLARED;
            Column.Origin origin = open ? Column.Origin.INFERRED : Column.Origin.DECLARED;
            columns.add(theirs.withType(theirs.type(), sameType ? mine.format() : formatFor(mine, theirs))
                    .withOrigin(origin));
        }
        return Schema.of(columns);
    }

    private static Optional<ValueFormat> formatFor(Column mine, Column theirs) {
        boolean sameTexts = mine.type().kind() == theirs.type().kind()
                || (mine.type().isNumeric() && theirs.type().isNumeric());
        return sameTexts ? mine.format() : theirs.format();
    }

    /** The wider schema for a batch's misfits; empty if none of them can be helped. */
    public static Optional<Schema> widen(Schema schema, Conform.Checked checked) {
        Set<Integer> faulty = new HashSet<>();
        for (Rejection fault : checked.faults()) {
            faulty.add(fault.index());
        }
        List<Conform.Misfit> misfits = new ArrayList<>(checked.misfits());
        misfits.removeIf(misfit -> faulty.contains(misfit.index())
                || schema.column(misfit.column()).origin() != Column.Origin.INFERRED);
        misfits.sort(Comparator.comparingInt(Conform.Misfit::index));
        List<Column> columns = new ArrayList<>(schema.columns());
        RecordCursor cursor = checked.batch().cursor();
        boolean changed = false;
        for (Conform.Misfit misfit : misfits) {
            while (cursor.index() < misfit.index()) {
                cursor.next();
            }
            Optional<Column> wider = Widening.widen(columns.get(misfit.column()), cursor.getSlice(misfit.column()));
            if (wider.isPresent()) {
                columns.set(misfit.column(), wider.get());
                changed = true;
            }
        }
        return changed ? Optional.of(Schema.of(columns)) : Optional.empty();
    }
}
