package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.WriteMode;
import java.util.List;

/** The way of the staged records into their table, in the current transaction. What became of them is counted in the staging table. */
final class Move {
    private static final String DOING = "move the staged records into the table";

    private final Options options;
    private final String where;
    private final Session session;
    private final Table stage;
    private final Table table;
    private final TablePlan plan;

    Move(Options options, String where, Session session, Table table, Table stage, TablePlan plan) {
        this.options = options;
        this.where = where;
        this.session = session;
        this.table = table;
        this.stage = stage;
        this.plan = plan;
    }

    /**
     * Moves them, and drops the staging table.
     *
     * @param taken the load's counts, which take every staged record as written
     */
    RecordCounts run(RecordCounts taken) {
        TableSql sql = new TableSql(options, table, stage, plan);
        plan.ddl().forEach(statement -> session.run(statement, "change the table"));
        long staged = count();
        if (staged != taken.written()) {
            throw new PermanentSinkException(where + ": " + staged + " records are staged, but the load counts "
                    + taken.written() + ". Nothing was moved into the table; run the load again from the beginning.");
        }
        sql.deduplicate().ifPresent(statement -> session.run(statement, "remove duplicates"));
        long distinct = plan.key().isEmpty() ? staged : count();
        long written = distinct;
        if (options.mode() == WriteMode.INSERT_NEW) {
            session.run(sql.deleteMatched(), "leave out what is there");
            written = count();
        }
        statements(sql).forEach(statement -> session.run(statement, DOING));
        session.run(TableSql.drop(stage), "drop the staging table");
        return new RecordCounts(
                taken.read(),
                written,
                taken.deduplicated() + staged - distinct,
                taken.rejected(),
                taken.skipped() + distinct - written);
    }

    private List<String> statements(TableSql sql) {
        return switch (options.mode()) {
            case APPEND, INSERT_NEW -> List.of(sql.insert(table));
            case UPSERT -> sql.upsert(session.number(sql.countNullKeys(), "look for NULLs in the key") > 0);
            case REPLACE -> sql.replace();
        };
    }

    private long count() {
        return session.number("SELECT count(*) FROM " + stage.sql(), "count the staged records");
    }
}
