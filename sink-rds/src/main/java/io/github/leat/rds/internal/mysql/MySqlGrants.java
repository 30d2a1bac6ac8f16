package io.github.leat.rds.internal.mysql;

import io.github.leat.core.SchemaException;
import io.github.leat.core.sink.Grant;
import io.github.leat.core.sink.Privileges;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.internal.LedgerRows;
import io.github.leat.rds.internal.Work;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What a user needs for a load. Rights on the table and the ledger are on these alone. The name of a staging table holds the
 * version of the object, and no pattern can be given for names of tables: what staging needs is on the whole database.
 */
final class MySqlGrants {
    private static final Pattern ACCOUNT = Pattern.compile("'?([^'@]*)'?(?:@'?([^'@]*)'?)?");

    /** As SQL names them, in the order of a statement. */
    private enum Right {
        SELECT,
        INSERT,
        UPDATE,
        DELETE,
        CREATE,
        DROP,
        ALTER
    }

    private final String schema;
    private final Work work;
    private final String grantee;
    private final Set<Right> staging = EnumSet.noneOf(Right.class);
    private final List<Grant> grants = new ArrayList<>();

    private MySqlGrants(String schema, Work work, String grantee) {
        this.schema = schema;
        this.work = work;
        this.grantee = grantee;
    }

    /** @param isSwapped whether a replacement takes the table's name */
    static Privileges of(Handle handle, String schema, Work work, boolean isSwapped, Optional<String> grantee) {
        String account = grantee.orElseGet(() ->
                handle.createQuery("SELECT CURRENT_USER()").mapTo(String.class).one());
        MySqlGrants grants = new MySqlGrants(schema, work, account(account));
        grants.ofStaging(isSwapped);
        grants.ofTable(isSwapped);
        grants.ofLedger();
        grants.ofUndoLog();
        return new Privileges(grants.grantee, grants.grants, List.of(), grants.notes());
    }

    private static String account(String text) {
        Matcher account = ACCOUNT.matcher(text);
        if (!account.matches()) {
            throw new SchemaException("\"" + text + "\" is no user of MariaDB or MySQL. Write user or user@host.");
        }
        String host = account.group(2) == null ? "%" : account.group(2);
        return "'" + account.group(1) + "'@'" + host + "'";
    }

    private void ofStaging(boolean isSwapped) {
        if (!work.isStaged()) {
            return;
        }
        staging.addAll(EnumSet.of(Right.SELECT, Right.INSERT, Right.CREATE, Right.DROP));
        if (work.isKeyed()) {
            staging.addAll(EnumSet.of(Right.ALTER, Right.DELETE));
        }
        if (work.mode().needsKey() && !work.isKeyUnique()) {
            staging.add(Right.UPDATE);
        }
        if (isSwapped) {
            staging.add(Right.ALTER);
        }
        // in the name of a database these two are wildcards
        String pattern = schema.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
        grant(staging, Set.of(), Identifiers.quote(pattern) + ".*");
    }

    private void ofTable(boolean isSwapped) {
        Set<Right> always = EnumSet.of(Right.INSERT);
        Set<Right> first = EnumSet.noneOf(Right.class);
        switch (work.mode()) {
            case APPEND -> {}
            case UPSERT -> {
                always.add(Right.UPDATE);
                always.add(Right.SELECT);
            }
            case INSERT_NEW -> always.add(Right.SELECT);
            case REPLACE -> {
                if (!isSwapped) {
                    always.add(Right.DELETE);
                }
            }
        }
        if (!work.exists()) {
            first.add(Right.CREATE);
        }
        if (work.isKeyMade() || !work.changes().isEmpty()) {
            first.add(Right.ALTER);
        }
        if (work.changes().stream().anyMatch(statement -> statement.startsWith("UPDATE"))) {
            first.add(Right.UPDATE);
            first.add(Right.SELECT);
        }
        grantOn(work.table(), always, first);
    }

    private void ofLedger() {
        Set<Right> always = EnumSet.of(Right.SELECT, Right.INSERT, Right.UPDATE);
        if (work.mode() == WriteMode.REPLACE) {
            always.add(Right.DELETE);
        }
        grantOn(LedgerRows.TABLE, always, work.hasLedger() ? Set.of() : Set.of(Right.CREATE));
    }

    /** A replacement gives up what other loads have kept, whether it keeps anything itself or not. */
    private void ofUndoLog() {
        if (work.isUndoable() || (work.hasUndoLog() && work.mode() == WriteMode.REPLACE)) {
            grantOn(
                    LedgerRows.UNDO_LOG,
                    EnumSet.of(Right.SELECT, Right.INSERT, Right.UPDATE, Right.DELETE),
                    work.hasUndoLog() ? Set.of() : Set.of(Right.CREATE));
        }
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (work.isStaged()) {
            notes.add("Staging tables"
                    + (work.isUndoable() ? ", and tables that keep what a load changes," : "")
                    + " have names that are not known before, so their rights are on the whole database: give"
                    + " loads one of their own.");
        }
        notes.add(
                "A value that makes a column wider while the load runs needs ALTER, UPDATE and SELECT on the table that it"
                        + " goes into. With --infer exact or declared types there is none.");
        return notes;
    }

    /**
     * Grants what the whole database does not have. The server takes a grant on a table that is not there only if it says CREATE.
     *
     * @param first what only this load needs
     */
    private void grantOn(String table, Set<Right> always, Set<Right> first) {
        Set<Right> lasting = EnumSet.copyOf(always);
        lasting.removeAll(staging);
        Set<Right> passing = EnumSet.noneOf(Right.class);
        passing.addAll(first);
        passing.removeAll(staging);
        passing.removeAll(lasting);
        if (first.contains(Right.CREATE) && !(lasting.isEmpty() && passing.isEmpty())) {
            passing.add(Right.CREATE);
        }
        grant(lasting, passing, Identifiers.quote(schema) + "." + Identifiers.quote(table));
    }

    private void grant(Set<Right> lasting, Set<Right> passing, String on) {
        Set<Right> all = EnumSet.noneOf(Right.class);
        all.addAll(lasting);
        all.addAll(passing);
        if (!all.isEmpty()) {
            grants.add(new Grant(
                    "GRANT " + list(all) + " ON " + on + " TO " + grantee,
                    passing.isEmpty()
                            ? Optional.empty()
                            : Optional.of("REVOKE " + list(passing) + " ON " + on + " FROM " + grantee)));
        }
    }

    private static String list(Set<Right> rights) {
        return rights.stream().map(Right::name).collect(Collectors.joining(", "));
    }
}
