package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.JointSink.Member;
import io.github.leat.core.sink.JointSink.Outcome;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.s3.S3Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a joint load: one COPY of all that its parts have staged, and one transaction that moves it into the target and completes
 * the ledger's rows. Each is a run of its own, with tables of its own. Used once, by one thread.
 */
final class JointMerge {
    private static final Logger LOG = LoggerFactory.getLogger(JointMerge.class);

    private final Options options;
    private final String where;
    private final Session session;
    private final Staging staging;
    private final JointOrder order;
    private final Schema schema;
    private final List<Member> members;
    private final List<StagedPart> parts;
    private final Map<Integer, List<StagedPart>> partsOf;
    private final Table table;
    private final Table stage;
    private final Table entries;
    private final JointLedger ledger;
    private final String run = UUID.randomUUID().toString();

    /** @param schema the columns by the types that all parts fit */
    JointMerge(
            Options options,
            String where,
            Session session,
            Staging staging,
            JointOrder order,
            Schema schema,
            List<Member> members,
            List<StagedPart> parts) {
        this.options = options;
        this.where = where;
        this.session = session;
        this.staging = staging;
        this.order = order;
        this.schema = schema;
        this.members = members;
        this.parts = parts;
        this.partsOf = parts.stream().collect(Collectors.groupingBy(StagedPart::object));
        this.table = order.table();
        this.stage = table.sibling(StageName.ofJob(order.job(), run));
        this.entries = table.sibling(stage.name() + "l");
        this.ledger = new JointLedger(session, table, entries, run, members.size());
    }

    /** Sends back the parts that were staged by types that COPY would not read as the wider ones of others; empty if there are none. */
    static Optional<Outcome> requireTypes(JointOrder order, Schema schema, List<StagedPart> parts) {
        List<ColumnType> types = JointTypes.of(order.widened(schema), parts);
        Set<String> narrow = parts.stream()
                .filter(part -> !JointTypes.isCopied(part, types))
                .map(StagedPart::part)
                .collect(Collectors.toUnmodifiableSet());
        return narrow.isEmpty() ? Optional.empty() : Optional.of(new Outcome.Again(order.withTypes(types), narrow));
    }

    Outcome run() {
        boolean done = false;
        try {
            open();
            Catalogue catalogue = new Catalogue(session);
            TablePlan plan = Planner.plan(options, where, table, catalogue.table(table), schema);
            if (!TableSql.sameTypes(plan.schema(), schema)) {
                throw new PermanentSinkException(where + ": the table's columns are not what they were when the files"
                        + " were staged. Nothing was written; run the load again.");
            }
            Optional<Outcome> refused = copy(plan);
            if (refused.isPresent()) {
                return refused.get();
            }
            requireAll(new TableSql(options, table, stage, plan));
            Lengths.grow(
                    session, options, table, stage, plan, longest(plan.schema().size()));
            move(Planner.plan(options, where, table, catalogue.table(table), plan.schema()));
            done = true;
        } finally {
            if (!done) {
                dropOwn();
            }
        }
        tidy();
        return new Outcome.Merged(counts());
    }

    /** Takes over the ledger's rows; what dead runs left in Redshift goes. */
    private void open() {
        session.run(Step.of(Ledger.create(table), "make the ledger"));
        session.run(Step.of(RefusedRecords.create(table), "make the ledger"));
        List<JointLedger.Row> rows = new ArrayList<>();
        members.forEach(member -> rows.add(new JointLedger.Row(order.slot(member.number()), member, end(member))));
        ledger.fill(rows);
        session.transaction(ledger.claim());
        requireAsBefore();
        drop(StageName.jobPrefix(order.job()));
        members.stream()
                .filter(JointMerge::isTakenOver)
                .forEach(member -> drop(StageName.prefix(table, member.load().source())));
    }

    /** Whether the member was begun alone, and what that has staged is of no use any more. */
    private static boolean isTakenOver(Member member) {
        return member.before().filter(entry -> !entry.completed()).isPresent();
    }

    private void drop(String prefix) {
        for (String name : new Catalogue(session).withPrefix(table.schema(), prefix)) {
            if (!name.equals(entries.name())) {
                session.run(Step.of(TableSql.drop(table.sibling(name)), "drop a table of an older load"));
            }
        }
    }

    private void requireAsBefore() {
        boolean isThere = new Catalogue(session).table(table).isPresent();
        Map<String, LedgerEntry> found = ledger.found(members);
        for (Member member : members) {
            Optional<LedgerEntry> now = Optional.ofNullable(
                            found.get(member.load().source()))
                    .filter(entry -> isThere || !entry.completed());
            if (!now.equals(member.before())) {
                throw TransientSinkException.undoing(where + ": the ledger says something else of "
                        + member.load().source()
                        + " than when it was staged: another load has written it. Run the load again.");
            }
        }
    }

    /** The end of a member's last part, with the counts of all of them. */
    private Checkpoint end(Member member) {
        List<StagedPart> own = partsOf.getOrDefault(member.number(), List.of());
        Checkpoint last = own.stream()
                .map(StagedPart::end)
                .max(Comparator.comparingLong(end -> end.position().byteOffset()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no receipt of " + member.load().source()));
        RecordCounts counts =
                own.stream().map(part -> part.end().counts()).reduce(RecordCounts.ZERO, RecordCounts::plus);
        long letters =
                own.stream().mapToLong(part -> part.end().deadLetterBytes()).sum();
        return new Checkpoint(last.position(), counts, letters);
    }

    /** Copies everything; answers the parts that have records which COPY refuses, if there are such. */
    private Optional<Outcome> copy(TablePlan plan) {
        TableSql sql = new TableSql(options, table, stage, plan);
        List<S3Address> objects = parts.stream()
                .flatMap(StagedPart::stagedObjects)
                .map(object -> staging.at(object.key()))
                .toList();
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(sql.createStage(stage), "make the staging table"));
        S3Address manifest = staging.below(order.job() + "/manifest-" + Hash.hex(run, 12));
        if (!objects.isEmpty()) {
            writeManifest(manifest, objects);
            steps.add(Step.bound(statement(sql, stage, manifest), "copy the parts into the staging table"));
        }
        steps.add(ledger.guard());
        try {
            session.transaction(steps);
            return Optional.empty();
        } catch (SinkException e) {
            if (Errors.isOfRecords(e)) {
                return Optional.of(refused(e, sql, manifest, objects));
            }
            throw e;
        }
    }

    private void writeManifest(S3Address manifest, List<S3Address> objects) {
        try {
            Copy.writeManifest(staging, manifest, objects);
        } catch (SinkException e) {
            throw StoreErrors.of(e, where);
        }
    }

    private String statement(TableSql sql, Table into, S3Address manifest) {
        return Copy.sql(into, sql.stagedColumns(), manifest.name(), staging, options.compression());
    }

    /** Finds all that would be refused by a COPY that loads nothing. */
    private Outcome refused(SinkException error, TableSql sql, S3Address manifest, List<S3Address> objects) {
        Table check = TableSql.checkTable(stage);
        session.transaction(List.of(
                Step.of(sql.createStage(check), "make the table of the check"),
                Step.bound(Copy.check(statement(sql, check, manifest)), "check the parts"),
                Step.bound(TableSql.drop(check), "drop the table of the check")));
        List<Refusal> refusals = LoadErrors.find(
                session,
                String.valueOf(error.getMessage()),
                staging.below(order.job() + "/").name(),
                objects,
                staging,
                options.compression());
        if (refusals.isEmpty()) {
            throw new PermanentSinkException(
                    where + ": COPY refuses records, and which is not to be found in the view of load errors: "
                            + error.getMessage(),
                    error);
        }
        NavigableMap<Long, StagedPart> byNumber = new TreeMap<>();
        // a part that has no record begins where the next one does
        parts.stream().filter(part -> !part.groups().isEmpty()).forEach(part -> byNumber.put(part.firstNumber(), part));
        Map<String, List<Refusal>> byPart = new HashMap<>();
        for (Refusal refusal : refusals) {
            String part = byNumber.floorEntry(refusal.number()).getValue().part();
            byPart.computeIfAbsent(part, name -> new ArrayList<>()).add(refusal);
        }
        LOG.info(
                "{}: COPY refuses {} record(s) of {} part(s), which are staged again",
                where,
                refusals.size(),
                byPart.size());
        return new Outcome.Again(order.withRefused(byPart), byPart.keySet());
    }

    /** Each object has all its records in the staging table. */
    private void requireAll(TableSql sql) {
        Map<Long, Long> found = new HashMap<>();
        session.rows(
                Step.of(sql.countByObject(), "count the staged records"),
                row -> found.put(row.number(1), row.number(2)));
        for (Member member : members) {
            long staged = found.getOrDefault(order.slot(member.number()), 0L);
            long wanted = end(member).counts().written();
            if (staged != wanted) {
                throw new PermanentSinkException(where + ": " + staged + " records of "
                        + member.load().source() + " were copied, but " + wanted
                        + " were staged. Nothing was moved into the table; remove "
                        + staging.below(order.job() + "/").name() + " and run the load again.");
            }
        }
    }

    private long[] longest(int columns) {
        long[] longest = new long[columns];
        for (StagedPart part : parts) {
            for (int i = 0; i < columns; i++) {
                longest[i] = Math.max(longest[i], part.longest().get(i));
            }
        }
        return longest;
    }

    private void move(TablePlan plan) {
        TableSql sql = new TableSql(options, table, stage, plan);
        List<Step> steps = new ArrayList<>(new Move(options, where, session, table, stage, plan)
                .steps(
                        List.of(ledger.recount("records_deduplicated", sql)),
                        List.of(ledger.recount("records_skipped", sql)),
                        List.of(ledger.write(options.mode().name()))));
        if (options.mode() == WriteMode.REPLACE) {
            steps.add(ledger.forgetOthers());
        }
        steps.add(new RefusedRecords(session, table).forgetAll(entries));
        steps.add(Step.bound(TableSql.drop(entries), "drop what the ledger was to say"));
        Batches.run(session, steps, ledger.guard());
    }

    private void dropOwn() {
        try {
            session.run(Step.of(TableSql.drop(stage), "drop the staging table"));
            session.run(Step.of(TableSql.drop(entries), "drop what the ledger was to say"));
        } catch (RuntimeException e) {
            LOG.debug("{}: {} stays until the next run of the load", where, stage.name(), e);
        }
    }

    /** Takes what was staged from S3. What cannot be taken now is for the bucket's rule. */
    private void tidy() {
        try {
            staging.clear(order.job() + "/");
            members.stream()
                    .filter(JointMerge::isTakenOver)
                    .forEach(member ->
                            staging.clear(StageName.folder(table, member.load().source())));
        } catch (RuntimeException e) {
            LOG.debug("{}: parts stay on S3", where, e);
        }
    }

    private Map<Integer, RecordCounts> counts() {
        Map<String, LedgerEntry> found = ledger.found(members);
        Map<Integer, RecordCounts> counts = new HashMap<>();
        for (Member member : members) {
            LedgerEntry entry = found.get(member.load().source());
            if (entry == null) {
                throw new PermanentSinkException(where + ": the load is complete, but the ledger's row of "
                        + member.load().source() + " is gone. Someone has removed it.");
            }
            counts.put(member.number(), entry.checkpoint().counts());
        }
        return counts;
    }
}
