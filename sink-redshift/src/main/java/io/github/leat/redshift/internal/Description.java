package io.github.leat.redshift.internal;

import io.github.leat.core.Position;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every statement that a load may run, in order, for people to read: made by the same code as those that run, with {@code <source>}
 * and the like for what is not known before.
 */
final class Description {
    private static final String SOURCE = "<source>";
    private static final String VERSION = "<version>";
    private static final String RUN = "<run>";
    private static final Pattern NUMBER = Pattern.compile("= \\d+");
    private static final Pattern TIME = Pattern.compile("'\\d{4}-\\d\\d-\\d\\d [\\d:.]+'");

    private final Options options;
    private final Staging staging;
    private final Table table;
    private final TablePlan plan;
    private final Table stage;
    private final TableSql sql;
    private final Ledger ledger;
    private final RefusedRecords refused;
    private final List<String> lines = new ArrayList<>();

    Description(Session session, Options options, Staging staging, Table table, TablePlan plan) {
        this.options = options;
        this.staging = staging;
        this.table = table;
        this.plan = plan;
        this.stage = table.sibling(StageName.prefix(table, "") + "…");
        this.sql = new TableSql(options, table, stage, plan);
        this.ledger = new Ledger(session, table);
        this.refused = new RefusedRecords(session, table);
    }

    List<String> lines() {
        look();
        open();
        commit();
        refuse();
        end();
        return lines;
    }

    private void note(String text) {
        lines.add("-- " + text);
    }

    private void add(String statement) {
        lines.add(statement);
    }

    /** A statement with numbers and a time that are not known before. */
    private void unknown(String statement) {
        lines.add(
                TIME.matcher(NUMBER.matcher(statement).replaceAll("= <number>")).replaceAll("'<now>'"));
    }

    private void unknown(Step step) {
        unknown(step.sql());
    }

    private void look() {
        note("before the load, and where it says so again: what is there");
        add(Catalogue.CURRENT_SCHEMA);
        add(Catalogue.view(table));
        add(Catalogue.columns(table));
        add(Catalogue.tables(table.schema(), Ledger.TABLE));
        add(ledger.select(SOURCE));
    }

    private void open() {
        note("when the load opens");
        if (options.parts() == 0) {
            add(Slices.COUNT);
        }
        add(Ledger.create(table));
        add(RefusedRecords.create(table));
        note("in one transaction: this run takes the ledger's row");
        ledger.claim(SOURCE, RUN).forEach(this::unknown);
        note("whether an interrupted load can go on, and what it had staged; else what older loads left goes");
        add(ledger.select(SOURCE));
        add(Catalogue.columns(stage));
        unknown(sql.trimStage(0));
        add(sql.countStage());
        List<Integer> texts = new ArrayList<>();
        for (int i = 0; i < plan.schema().size(); i++) {
            if (Types.bytesOf(sql.stageType(i)).isPresent()) {
                texts.add(i);
            }
        }
        if (!texts.isEmpty()) {
            add(sql.longestTexts(texts));
        }
        add(Catalogue.tables(table.schema(), StageName.prefix(table, SOURCE)));
        add(TableSql.drop(stage));
        add(refused.select(SOURCE, VERSION));
    }

    private void commit() {
        note("each commit, in one transaction; the table is made by the first");
        add(sql.createStage(stage));
        add(copy(stage));
        unknown(ledger.write(SOURCE, RUN, entry(false)));
        add(guard().sql());
        if (options.policy() == SchemaPolicy.EVOLVE) {
            note("before COPY, where a value has made a column's type wider: the staging table is made again");
            sql.rebuildStage(plan.schema()).forEach(this::add);
        }
    }

    private String copy(Table into) {
        return Copy.sql(
                into,
                sql.stagedColumns(),
                staging.below(StageName.folder(table, "") + "…/manifest-1").name(),
                staging,
                options.compression());
    }

    private Step guard() {
        return ledger.guard(SOURCE, RUN);
    }

    private void refuse() {
        note("only if COPY refuses records: a check that loads nothing, in one transaction; then which they are");
        Table check = TableSql.checkTable(stage);
        add(sql.createStage(check));
        add(Copy.check(copy(check)));
        add(TableSql.drop(check));
        String folder = staging.below("…/").name();
        add(LoadErrors.query(LoadErrors.NEW_VIEW, folder));
        note("or, where COPY's error names that view");
        add(LoadErrors.query(LoadErrors.OLD_VIEW, folder));
        add("INSERT INTO " + table.sibling(RefusedRecords.TABLE).sql() + " VALUES ('" + SOURCE + "', "
                + Literals.value(table.key()) + ", '" + VERSION + "', <number>, '<column>', '<reason>'), …");
    }

    private void end() {
        note("at the end");
        boolean mayLengthen = options.policy() == SchemaPolicy.EVOLVE && !plan.isNew();
        for (int i = 0; i < plan.slots().size() && mayLengthen; i++) {
            if (plan.slots().get(i).nativeType().startsWith("character varying")) {
                note("only if a text is longer than its column, and in no transaction");
                lines.add(sql.lengthen(i, Layout.MAX_TEXT_BYTES).replaceFirst("\\d+\\)$", "<number>)"));
            }
        }
        add(Catalogue.columns(table));
        add(sql.countStage());
        if (!plan.key().isEmpty()) {
            add(sql.countKeys());
        }
        if (options.mode() == WriteMode.UPSERT) {
            add(sql.countNullKeys());
        }
        note("in one transaction");
        plan.ddl().forEach(lines::add);
        sql.deduplicate().ifPresent(this::add);
        Ledger.Entry last = entry(true);
        switch (options.mode()) {
            case APPEND -> {
                unknown(ledger.write(SOURCE, RUN, last));
                add(sql.insert());
            }
            case UPSERT -> {
                unknown(ledger.write(SOURCE, RUN, last));
                sql.upsert(false).forEach(this::add);
                note("instead of MERGE, where a staged record has a NULL in its key");
                sql.upsert(true).forEach(this::add);
            }
            case INSERT_NEW -> {
                add(sql.deleteMatched());
                unknown(ledger.writeCounting(SOURCE, RUN, last, stage));
                add(sql.insert());
            }
            case REPLACE -> {
                unknown(ledger.write(SOURCE, RUN, last));
                sql.replace().forEach(this::add);
            }
        }
        add(TableSql.drop(stage));
        if (options.mode() == WriteMode.REPLACE) {
            add(ledger.forgetOthers(SOURCE).sql());
        }
        add(refused.forget(SOURCE).sql());
        add(guard().sql());
        note("only if the load is taken back, since too many records are rejected: in one transaction");
        add(guard().sql());
        add(TableSql.drop(stage));
        add(ledger.forget(SOURCE, RUN).sql());
        add(refused.forget(SOURCE).sql());
    }

    private Ledger.Entry entry(boolean completed) {
        return new Ledger.Entry(
                new LedgerEntry(
                        "<load>",
                        Optional.of(VERSION),
                        completed,
                        new Checkpoint(new Position(SOURCE, 0, 1, 0), new RecordCounts(0, 0, 0, 0, 0), 0)),
                options.mode().name(),
                0);
    }

    /** What is to be done with a plan. */
    static List<String> of(Session session, Options options, Staging staging, Table table, TablePlan plan) {
        return new Description(session, options, staging, table, plan).lines();
    }
}
