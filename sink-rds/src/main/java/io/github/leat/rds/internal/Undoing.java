package io.github.leat.rds.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.sink.KnownLoad;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.Undo;
import io.github.leat.core.sink.UndoReport;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Takes loads back by what {@link UndoLog} has kept; each time over a connection of its own. */
final class Undoing implements Undo {
    private static final String DOING = "take the load back";

    private final Connector connector;
    private final SinkOptions options;
    private final String where;
    private final LedgerScope scope;

    Undoing(Connector connector, SinkOptions options, String where, LedgerScope scope) {
        this.connector = connector;
        this.options = options;
        this.where = where;
        this.scope = scope;
    }

    /**
     * A load that can be taken back.
     *
     * @param seq its place among these loads
     * @param kind what was kept
     * @param fingerprint of the table after it, where its rows were not kept
     */
    record Entry(KnownLoad load, long seq, String kind, String fingerprint) {
        String id() {
            return load.entry().loadId();
        }

        boolean isTable() {
            return kind.equals(UndoLog.TABLE);
        }
    }

    @Override
    public List<KnownLoad> loads() {
        if (!connector.exists()) {
            return List.of();
        }
        try (Session session = open()) {
            return entries(session, locate(session)).stream().map(Entry::load).toList();
        }
    }

    @Override
    public UndoReport undo(String load) {
        return change(
                load,
                true,
                (session, entry) -> new OneUndo(session, where, entry, entries(session, Optional.empty())).run());
    }

    @Override
    public UndoReport confirm(String load) {
        return change(load, false, (session, entry) -> {
            long removed = entry.isTable() ? 0 : count(session, UndoTables.added(entry.id()));
            long restored = count(session, UndoTables.removed(entry.id()));
            session.lockDefinitions();
            UndoLog.forget(session, entry.id());
            return new UndoReport(
                    entry.id(), entry.load().source(), entry.load().table(), removed, restored);
        });
    }

    private static long count(Session session, String table) {
        return session.number("SELECT count(*) FROM " + session.dialect().table(table), DOING);
    }

    private Session open() {
        if (!connector.exists()) {
            throw unknown("");
        }
        return Session.open(connector, where);
    }

    /** Binds a session to the place of the ledger; the table that counts, or all. */
    private Optional<String> locate(Session session) {
        String table = session.locate(scope == LedgerScope.TABLE ? options.table() : Ledger.TABLE);
        return scope == LedgerScope.TABLE ? Optional.of(table) : Optional.empty();
    }

    private UndoReport change(String load, boolean changesRows, BiFunction<Session, Entry, UndoReport> action) {
        try (Session session = open()) {
            Optional<String> table = locate(session);
            Entry entry = find(session, table, load);
            session.claim(entry.load().source()
                    + '\0'
                    + session.dialect().table(entry.load().table()));
            session.begin();
            if (!session.dialect().definitionsCommit()) {
                UndoReport report = action.apply(session, find(session, table, load));
                session.commit();
                return report;
            }
            return changeBetweenDefinitions(session, entry, changesRows, () -> {
                UndoReport report = action.apply(session, find(session, table, load));
                session.commit();
                return report;
            });
        }
    }

    /** What takes DDL is done before and after the transaction; the lock on the load's object and table is held over all of it. */
    private static UndoReport changeBetweenDefinitions(
            Session session, Entry entry, boolean changesRows, Supplier<UndoReport> change) {
        Dialect dialect = session.dialect();
        String spare = "DROP TABLE IF EXISTS " + dialect.table(UndoTables.spare(entry.id()));
        boolean isThere = false;
        if (changesRows) {
            session.run(spare, DOING);
            isThere = makeSpare(session, entry);
        }
        session.commit();
        boolean isDone = false;
        try {
            session.beginAlone();
            if (isThere) {
                // before the list is read and locked, as loads do
                UndoSql undo = dialect.undo().orElseThrow();
                undo.lockRows(dialect.table(entry.load().table()))
                        .ifPresent(statement -> session.run(statement, DOING));
            }
            session.lockDefinitions();
            UndoReport report = change.get();
            isDone = true;
            UndoLog.sweepQuietly(session);
            return report;
        } finally {
            if (!isDone && changesRows) {
                session.tidy(spare);
            }
        }
    }

    /** Whether the load's table is there. */
    private static boolean makeSpare(Session session, Entry entry) {
        Dialect dialect = session.dialect();
        String table = entry.load().table();
        List<TargetColumn> columns =
                session.guard("read the catalogue", () -> dialect.readTable(session.handle(), table)).stream()
                        .flatMap(found -> found.columns().stream())
                        .filter(column -> !column.generated())
                        .toList();
        if (!columns.isEmpty()) {
            session.run(
                    "CREATE TABLE " + dialect.table(UndoTables.spare(entry.id())) + " AS SELECT "
                            + new RowSet(dialect, columns).list() + " FROM " + dialect.table(table) + " WHERE 1 = 0",
                    DOING);
        }
        return !columns.isEmpty();
    }

    private Entry find(Session session, Optional<String> table, String load) {
        List<Entry> found = entries(session, table).stream()
                .filter(entry -> !load.isEmpty() && entry.id().startsWith(load))
                .toList();
        Optional<Entry> exact =
                found.stream().filter(entry -> entry.id().equals(load)).findFirst();
        if (exact.isEmpty() && found.size() > 1) {
            throw new PermanentSinkException(where + ": " + found.size() + " loads have ids that begin with \"" + load
                    + "\". Name more of the id.");
        }
        return exact.or(() -> found.stream().findFirst()).orElseThrow(() -> unknown(load));
    }

    private PermanentSinkException unknown(String load) {
        return new PermanentSinkException(where + ": nothing is kept of a load \"" + load
                + "\" that could be put back. Only loads with --undoable can be taken back, until they are confirmed or replaced;"
                + " leat loads --undoable lists them.");
    }

    private List<Entry> entries(Session session, Optional<String> table) {
        if (!UndoLog.exists(session)) {
            return List.of();
        }
        Dialect dialect = session.dialect();
        String ofTable = table.map(name ->
                        " AND " + dialect.tableKey("target_table") + " = " + dialect.tableKey(dialect.literal(name)))
                .orElse("");
        return session.guard(
                "read the list of loads",
                () -> session.handle()
                        .createQuery("SELECT " + LedgerRows.KNOWN + ", seq, kind, fingerprint FROM "
                                + dialect.table(UndoTables.LOG) + " WHERE side = '" + UndoLog.AFTER + "'" + ofTable
                                + " ORDER BY seq DESC")
                        .map((row, context) -> new Entry(
                                LedgerRows.known(row, dialect),
                                row.getLong(LedgerRows.KNOWN_COLUMNS + 1),
                                row.getString(LedgerRows.KNOWN_COLUMNS + 2),
                                row.getString(LedgerRows.KNOWN_COLUMNS + 3)))
                        .list());
    }
}
