package io.github.leat.redshift.internal;

import io.github.leat.core.Permission;
import io.github.leat.core.Position;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Delivery;
import io.github.leat.core.sink.JointSink;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LedgerListing;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.Privileges;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Plans, reads the ledger and opens writers, each over a connection of its own. */
public final class TableSink {
    private static final SinkTraits TRAITS =
            new SinkTraits(1 << 20, 64L << 20, CostUnit.RECORDS, Delivery.EXACTLY_ONCE, 1, true);

    private final Cluster cluster;
    private final Staging staging;
    private final Options options;
    private final String where;

    /** @param where name of the sink in errors */
    public TableSink(Cluster cluster, Staging staging, Options options, String where) {
        this.cluster = cluster;
        this.staging = staging;
        this.options = options;
        this.where = where;
    }

    /** See {@link io.github.leat.core.sink.Sink#traits()}. */
    public static SinkTraits traits() {
        return TRAITS;
    }

    /** See {@link io.github.leat.core.sink.Sink#plan}. */
    public SinkPlan plan(Schema schema) {
        try (Session session = cluster.open(where)) {
            Catalogue catalogue = new Catalogue(session);
            Table table = catalogue.locate(options.table());
            Opening.requireTable(catalogue, table, where);
            TablePlan plan = Planner.plan(options, where, table, catalogue.table(table), schema);
            return new SinkPlan(plan.schema(), Description.of(session, options, staging, table, plan));
        }
    }

    /** See {@link io.github.leat.core.sink.Sink#privileges}. */
    public Privileges privileges(Schema schema, Optional<String> grantee) {
        try (Session session = cluster.open(where)) {
            Catalogue catalogue = new Catalogue(session);
            Table table = catalogue.locate(options.table());
            TablePlan plan = Planner.plan(options, where, table, catalogue.table(table), schema);
            String user = Grants.grantee(session, grantee);
            List<Permission> permissions = new ArrayList<>(cluster.permissions());
            permissions.addAll(staging.permissions());
            return new Privileges(
                    Identifiers.quote(user),
                    Grants.of(session, options, table, plan, user),
                    permissions,
                    List.of("No cluster of AWS has seen these statements yet; they are tested against a rehearsal."));
        }
    }

    /** See {@link io.github.leat.core.sink.Sink#target}. */
    public Optional<Schema> target(Schema load) {
        try (Session session = cluster.open(where)) {
            Catalogue catalogue = new Catalogue(session);
            return catalogue.table(catalogue.locate(options.table())).map(found -> columns(found, load));
        }
    }

    /** A table's columns as a load of these columns would name them. */
    static Schema columns(Target found, Schema load) {
        Map<String, String> names = new LinkedHashMap<>();
        load.columns().forEach(column -> names.put(Identifiers.column(column.sqlName()), column.sqlName()));
        List<Column> columns = new ArrayList<>();
        for (Target.TargetColumn column : found.columns()) {
            Types.typeOf(column.nativeType()).ifPresent(type -> {
                String name = names.getOrDefault(column.name(), column.name());
                columns.add(Column.of(name, type).withNames(name, name).withNullable(column.isNullable()));
            });
        }
        return Schema.of(columns);
    }

    /** See {@link io.github.leat.core.sink.Sink#ledger}. */
    public Optional<LedgerEntry> ledger(LoadId load) {
        try (Session session = cluster.open(where)) {
            Table table = new Catalogue(session).locate(options.table());
            return Opening.ledger(session, table, load);
        }
    }

    /** See {@link io.github.leat.core.sink.Sink#loads}. */
    public LedgerListing loads(LedgerScope scope) {
        try (Session session = cluster.open(where)) {
            Catalogue catalogue = new Catalogue(session);
            Table table = catalogue.locate(scope == LedgerScope.TABLE ? options.table() : Ledger.TABLE);
            String name = table.sibling(Ledger.TABLE).sql();
            return catalogue.withPrefix(table.schema(), Ledger.TABLE).isEmpty()
                    ? LedgerListing.missing(name)
                    : new LedgerListing(name, true, new Ledger(session, table).list(scope));
        }
    }

    /** See {@link io.github.leat.core.sink.Sink#open}. */
    public SinkWriter open(Schema schema, LoadId load) {
        Session session = cluster.open(where);
        boolean opened = false;
        try {
            Opening opening = Opening.of(options, where, load, session, staging, schema);
            SinkWriter writer = new RedshiftWriter(options, where, load, session, staging, opening);
            opened = true;
            return writer;
        } finally {
            if (!opened) {
                session.close();
            }
        }
    }

    /** See {@link JointSink#join}. */
    public JointSink.Joined join(List<LoadId> objects) {
        try (Session session = cluster.open(where)) {
            Catalogue catalogue = new Catalogue(session);
            Table table = catalogue.locate(options.table());
            Opening.requireTable(catalogue, table, where);
            Optional<Target> target = catalogue.table(table);
            List<String> sources = objects.stream().map(LoadId::source).toList();
            boolean hasLedger =
                    !catalogue.withPrefix(table.schema(), Ledger.TABLE).isEmpty();
            Map<String, Ledger.Entry> found = hasLedger ? new Ledger(session, table).find(sources) : Map.of();
            JointOrder order = new JointOrder(
                    table,
                    target.map(Target::columns).orElse(List.of()),
                    StageName.job(table, sources),
                    objects.size(),
                    options.mode() == WriteMode.INSERT_NEW,
                    List.of(),
                    Map.of());
            return new JointSink.Joined(
                    order,
                    sources.stream()
                            .map(source -> Optional.ofNullable(found.get(source))
                                    .filter(row -> !row.isVoidWithout(target))
                                    .map(Ledger.Entry::entry))
                            .toList());
        }
    }

    /** See {@link JointSink#staging}. */
    public Sink staging(JointSink.Order order, int object, Position start, Consumer<JointSink.Receipt> staged) {
        return new StagingSink(options, staging, where, (JointOrder) order, object, start, staged);
    }

    /** See {@link JointSink#merge}. */
    public JointSink.Outcome merge(
            JointSink.Order order,
            Schema schema,
            List<JointSink.Member> members,
            Collection<? extends JointSink.Receipt> receipts) {
        JointOrder last = (JointOrder) order;
        List<StagedPart> parts = receipts.stream().map(StagedPart.class::cast).toList();
        Optional<JointSink.Outcome> narrow = JointMerge.requireTypes(last, schema, parts);
        if (narrow.isPresent()) {
            return narrow.get();
        }
        try (Session session = cluster.open(where)) {
            return new JointMerge(options, where, session, staging, last, last.widened(schema), members, parts).run();
        }
    }
}
