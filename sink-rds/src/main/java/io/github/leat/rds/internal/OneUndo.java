package io.github.leat.rds.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.sink.UndoReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One load taken back, in the current transaction of a session. */
final class OneUndo {
    private static final String DOING = "take the load back";

    private final Session session;
    private final Dialect dialect;
    private final UndoSql undo;
    private final String where;
    private final Undoing.Entry entry;
    private final List<Undoing.Entry> later;
    private final String target;
    private final String added;
    private final String removed;

    OneUndo(Session session, String where, Undoing.Entry entry, List<Undoing.Entry> all) {
        this.session = session;
        this.dialect = session.dialect();
        this.undo = dialect.undo().orElseThrow();
        this.where = where;
        this.entry = entry;
        this.later = all.stream()
                .filter(other -> other.seq() > entry.seq()
                        && other.load().table().equals(entry.load().table()))
                .toList();
        this.target = dialect.table(entry.load().table());
        this.added = dialect.table(UndoTables.added(entry.id()));
        this.removed = dialect.table(UndoTables.removed(entry.id()));
    }

    UndoReport run() {
        Optional<Undoing.Entry> replaced =
                later.stream().filter(Undoing.Entry::isTable).findFirst();
        if (replaced.isPresent()) {
            throw refusal("load " + replaced.get().id() + " has replaced the table since");
        }
        if (!dialect.definitionsCommit()) {
            undo.lockRows(target).ifPresent(statement -> session.run(statement, DOING));
        }
        List<TargetColumn> kept = columns(UndoTables.removed(entry.id()));
        String elsewhere = otherColumnsAreNull(kept, columns(entry.load().table()));
        RowSet rows = new RowSet(dialect, kept);
        long gone = entry.isTable() ? takeTable(rows, elsewhere) : takeRows(rows, elsewhere);
        String columns = rows.list();
        long back = session.run(
                "INSERT INTO " + target + " (" + columns + ") SELECT " + columns + " FROM " + removed, DOING);
        restoreLedger();
        session.lockDefinitions();
        UndoLog.forget(session, entry.id());
        return new UndoReport(entry.id(), entry.load().source(), entry.load().table(), gone, back);
    }

    private PermanentSinkException refusal(String why) {
        String first = later.isEmpty()
                ? ""
                : " Take back later loads first, the newest first: "
                        + later.get(0).id() + ".";
        return new PermanentSinkException(
                where + ": load " + entry.id() + " of " + entry.load().source() + " into "
                        + entry.load().table() + " cannot be taken back: " + why + ". Nothing was changed." + first);
    }

    private List<TargetColumn> columns(String table) {
        return session.guard("read the catalogue", () -> dialect.readTable(session.handle(), table))
                .map(TargetTable::columns)
                .orElseThrow(() -> refusal("the table " + table + " is not there any more"));
    }

    /** The condition that columns which have come since have no value in a row {@code y}; checks those that were there. */
    private String otherColumnsAreNull(List<TargetColumn> kept, List<TargetColumn> now) {
        List<String> conditions = new ArrayList<>();
        for (TargetColumn column : now) {
            if (kept.stream().noneMatch(old -> old.name().equals(column.name()))) {
                conditions.add("y." + dialect.quote(column.name()) + " IS NULL");
            }
        }
        for (TargetColumn old : kept) {
            boolean isSame = now.stream()
                    .anyMatch(column -> column.name().equals(old.name())
                            && column.nativeType().equals(old.nativeType()));
            if (!isSame) {
                throw refusal("column \"" + old.name() + "\" was " + old.nativeType() + " then, and is another now");
            }
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private long takeTable(RowSet rows, String elsewhere) {
        String now = UndoLog.fingerprint(session, rows, entry.load().table(), elsewhere);
        long all = session.number("SELECT count(*) FROM " + target, DOING);
        if (!now.equals(entry.fingerprint()) || !now.startsWith(all + ":")) {
            throw refusal("the table has changed since");
        }
        session.run("DELETE FROM " + target, DOING);
        return all;
    }

    private long takeRows(RowSet rows, String elsewhere) {
        long missing = session.number(rows.countMissing(added, target, elsewhere), DOING);
        if (missing > 0) {
            throw refusal(missing + " of its rows have been changed or removed since");
        }
        for (Undoing.Entry other : later) {
            String its = UndoTables.removed(other.id());
            boolean isComparable = columns(its).size() == rows.columns().size();
            if (isComparable && session.number(rows.countCommon(added, dialect.table(its)), DOING) > 0) {
                throw refusal("load " + other.id() + " has changed some of its rows since");
            }
        }
        return undo.rowPlace().isEmpty()
                ? removeByValue(rows, elsewhere)
                : session.run(rows.remove(target, added, elsewhere), DOING);
    }

    /** Where nothing tells one of two equal rows from the other, all go, and those that are too many come again. */
    private long removeByValue(RowSet rows, String elsewhere) {
        long spare = session.number(rows.countSpare(target, added, elsewhere), DOING);
        String aside = dialect.table(UndoTables.spare(entry.id()));
        List<TargetColumn> all = columns(UndoTables.spare(entry.id()));
        String list = new RowSet(dialect, all).list();
        if (spare > 0) {
            session.run("INSERT INTO " + aside + " (" + list + ") " + rows.spare(target, added, elsewhere, all), DOING);
        }
        long gone = session.run(rows.removeAll(target, added, elsewhere), DOING);
        if (spare > 0) {
            session.run("INSERT INTO " + target + " (" + list + ") SELECT " + list + " FROM " + aside, DOING);
        }
        return gone - spare;
    }

    /**
     * The ledger says what it said before the load, unless it tells of a later one: then it is what that one would go back to that
     * changes.
     */
    private void restoreLedger() {
        String ledger = dialect.table(Ledger.TABLE);
        String log = dialect.table(UndoTables.LOG);
        String id = dialect.literal(entry.id());
        String columns = Ledger.columns(dialect);
        String before = " FROM " + log + " AS b WHERE b.side = '" + UndoLog.BEFORE + "' AND b.owner = " + id;
        session.run("DELETE FROM " + ledger + " WHERE load_id = " + id, DOING);
        session.run(
                "INSERT INTO " + ledger + " (" + columns + ") SELECT " + columns + before
                        + " AND NOT EXISTS (SELECT 1 FROM " + ledger + " AS l WHERE l.source = b.source AND"
                        + " l.target_table = b.target_table)",
                DOING);
        String others = " WHERE load_id = " + id + " AND owner <> " + id;
        List<Waiting> waiting = session.guard(
                DOING,
                () -> session.handle()
                        .createQuery("SELECT owner, seq, side, kind FROM " + log + others)
                        .map((row, context) ->
                                new Waiting(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)))
                        .list());
        session.run("DELETE FROM " + log + others, DOING);
        for (Waiting other : waiting) {
            session.run(
                    "INSERT INTO " + log + " (owner, seq, side, kind, fingerprint, " + columns + ") SELECT "
                            + dialect.literal(other.owner()) + ", " + other.seq() + ", '" + other.side() + "', '"
                            + other.kind() + "', '', " + columns + before + " AND b.source = "
                            + dialect.literal(entry.load().source()),
                    DOING);
        }
    }

    /** Another load, which would go back to this one. */
    private record Waiting(String owner, long seq, String side, String kind) {}
}
