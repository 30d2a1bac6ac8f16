package io.github.leat.rds.internal.postgres;

import io.github.leat.core.sink.Grant;
import io.github.leat.core.sink.Privileges;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.internal.LedgerRows;
import io.github.leat.rds.internal.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What a role needs for a load. What it makes is its own, and needs no grant; neither does what PUBLIC, that is everybody, may do.
 * Nothing else makes up for a grant, so that the statements do for a role that was just made.
 */
final class PostgresGrants {
    private final Handle handle;
    private final String schema;
    private final Work work;
    private final String role;
    private final List<Grant> grants = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private PostgresGrants(Handle handle, String schema, Work work, String role) {
        this.handle = handle;
        this.schema = schema;
        this.work = work;
        this.role = role;
    }

    static Privileges of(Handle handle, String schema, Work work, Optional<String> grantee) {
        String role = grantee.orElseGet(() -> handle.createQuery("SELECT CAST(current_user AS text)")
                .mapTo(String.class)
                .one());
        return new PostgresGrants(handle, schema, work, role).all();
    }

    private Privileges all() {
        String database = text("SELECT CAST(current_database() AS text)");
        if (!isTrue("SELECT has_database_privilege('public', ?, 'CONNECT')", database)) {
            grant("CONNECT", "DATABASE " + Identifiers.quote(database), false);
        }
        if (!owns("SELECT nspowner FROM pg_catalog.pg_namespace WHERE nspname = ?", schema)) {
            ofSchema();
        }
        if (work.exists() && !ownsTable(work.table())) {
            ofTable();
        }
        if (work.hasLedger() && !ownsTable(LedgerRows.TABLE)) {
            grant(
                    "SELECT, INSERT, UPDATE" + (work.mode() == WriteMode.REPLACE ? ", DELETE" : ""),
                    table(LedgerRows.TABLE),
                    false);
        }
        if (work.isUndoable() && work.hasUndoLog() && !ownsTable(LedgerRows.UNDO_LOG)) {
            grant("SELECT, INSERT, UPDATE, DELETE", table(LedgerRows.UNDO_LOG), false);
        }
        return new Privileges(Identifiers.quote(role), grants, List.of(), notes);
    }

    private void ofSchema() {
        String on = "SCHEMA " + Identifiers.quote(schema);
        if (!isTrue("SELECT has_schema_privilege('public', ?, 'USAGE')", schema)) {
            grant("USAGE", on, false);
        }
        boolean makes = work.isStaged() || !work.exists() || !work.hasLedger();
        if (makes && !isTrue("SELECT has_schema_privilege('public', ?, 'CREATE')", schema)) {
            grant("CREATE", on, !work.isStaged());
        }
    }

    /** Only an owner changes a table: what is to be changed is for the owner to run, and no grant. */
    private void ofTable() {
        work.changes().forEach(statement -> grants.add(Grant.of(statement)));
        grant(rights(), table(work.table()), false);
        sequences().forEach(sequence -> grant("USAGE", "SEQUENCE " + sequence, false));
        notes.add(
                "The table is not the user's own: a value that makes a column wider while the load runs, or a column that"
                        + " comes with a later file, is for its owner. With --schema freeze such values are rejected.");
    }

    /** PostgreSQL has a table locked against other writers only by who may change its rows. */
    private String rights() {
        return switch (work.mode()) {
            case APPEND -> work.isUndoable() ? "SELECT, INSERT, DELETE" : "INSERT";
            case UPSERT -> "SELECT, INSERT, UPDATE";
            case INSERT_NEW -> work.isKeyUnique() && !work.isUndoable() ? "SELECT, INSERT" : "SELECT, INSERT, UPDATE";
            case REPLACE -> work.isUndoable() ? "SELECT, INSERT, DELETE" : "INSERT, DELETE";
        };
    }

    /** Of columns that the load leaves to them; those of identity columns are the table's own. */
    private List<String> sequences() {
        return handle
                .createQuery(
                        "SELECT pg_catalog.pg_get_serial_sequence(?, CAST(a.attname AS text)), CAST(a.attname AS text)"
                                + " FROM pg_catalog.pg_attribute a WHERE a.attrelid = CAST(CAST(? AS text) AS regclass) AND"
                                + " a.attnum > 0 AND NOT a.attisdropped AND a.atthasdef AND a.attidentity = ''")
                .bind(0, table(work.table()))
                .bind(1, table(work.table()))
                .map((row, context) -> new String[] {row.getString(1), row.getString(2)})
                .list()
                .stream()
                .filter(found -> found[0] != null && !work.columns().contains(found[1]))
                .map(found -> found[0])
                .toList();
    }

    private void grant(String privileges, String on, boolean isForFirst) {
        String rights = privileges + " ON " + on;
        String quoted = Identifiers.quote(role);
        grants.add(new Grant(
                "GRANT " + rights + " TO " + quoted,
                isForFirst ? Optional.of("REVOKE " + rights + " FROM " + quoted) : Optional.empty()));
    }

    private String table(String name) {
        return Identifiers.quote(schema) + "." + Identifiers.quote(name);
    }

    private boolean ownsTable(String name) {
        return owns(
                "SELECT relowner FROM pg_catalog.pg_class WHERE oid = CAST(CAST(? AS text) AS regclass)", table(name));
    }

    /** Whether the role is the owner or a member of it; that a superuser may do all counts for nothing here. */
    private boolean owns(String owner, String parameter) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM pg_catalog.pg_roles r CROSS JOIN (" + owner
                        + ") AS o(owner) WHERE r.rolname = CAST(? AS name) AND (r.oid = o.owner OR NOT r.rolsuper AND"
                        + " pg_catalog.pg_has_role(r.oid, o.owner, 'USAGE')))")
                .bind(0, parameter)
                .bind(1, role)
                .mapTo(Boolean.class)
                .one();
    }

    private boolean isTrue(String sql, String parameter) {
        return handle.createQuery(sql).bind(0, parameter).mapTo(Boolean.class).one();
    }

    private String text(String sql) {
        return handle.createQuery(sql).mapTo(String.class).one();
    }
}
