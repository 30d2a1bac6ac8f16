package io.github.leat.redshift.internal;

import io.github.leat.core.sink.Grant;
import io.github.leat.core.sink.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a user needs for a load. What it makes is its own, and needs no grant. Every load makes a staging table, and asks for the
 * ledger with CREATE TABLE IF NOT EXISTS, so that it may create tables in the schema.
 */
final class Grants {
    private static final String DOING = "look for rights";

    private final Session session;
    private final Options options;
    private final Table table;
    private final String user;
    private final List<Grant> grants = new ArrayList<>();

    private Grants(Session session, Options options, Table table, String user) {
        this.session = session;
        this.options = options;
        this.table = table;
        this.user = user;
    }

    /** Who is to load: the one that is named, else who is connected. */
    static String grantee(Session session, Optional<String> named) {
        return named.orElseGet(
                () -> session.rows(Step.of("SELECT current_user", DOING), row -> String.valueOf(row.text(1)))
                        .get(0));
    }

    static List<Grant> of(Session session, Options options, Table table, TablePlan plan, String user) {
        Grants grants = new Grants(session, options, table, user);
        String schema = "SCHEMA " + Identifiers.quote(table.schema());
        grants.grant("USAGE", schema);
        grants.grant("CREATE", schema);
        if (!plan.isNew()) {
            grants.ofTable(plan);
        }
        grants.ofSibling(Ledger.TABLE, "SELECT, INSERT, UPDATE, DELETE");
        grants.ofSibling(RefusedRecords.TABLE, "SELECT, INSERT, DELETE");
        return grants.grants;
    }

    private void ofTable(TablePlan plan) {
        String owner = owner(table);
        if (owner.equals(user)) {
            return;
        }
        boolean isRenamed = options.mode() == WriteMode.REPLACE && options.isRenaming();
        if (isRenamed) {
            grants.add(Grant.of("ALTER TABLE " + table.sql() + " OWNER TO " + Identifiers.quote(user)));
            return;
        }
        plan.ddl().forEach(statement -> grants.add(Grant.of(statement)));
        grant(
                switch (options.mode()) {
                    case APPEND -> "INSERT";
                    case UPSERT -> "SELECT, INSERT, UPDATE, DELETE";
                    case INSERT_NEW -> "SELECT, INSERT";
                    case REPLACE -> "INSERT, DELETE";
                },
                table.sql());
    }

    private void ofSibling(String name, String privileges) {
        Table sibling = table.sibling(name);
        String owner = owner(sibling);
        if (!owner.isEmpty() && !owner.equals(user)) {
            grant(privileges, sibling.sql());
        }
    }

    private String owner(Table of) {
        List<String> owners = session.rows(
                Step.of(
                        "SELECT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c JOIN"
                                + " pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = "
                                + Literals.value(of.schema()) + " AND c.relname = " + Literals.value(of.name()),
                        DOING),
                row -> String.valueOf(row.text(1)));
        return owners.isEmpty() ? "" : owners.get(0);
    }

    private void grant(String privileges, String on) {
        grants.add(Grant.of("GRANT " + privileges + " ON " + on + " TO " + Identifiers.quote(user)));
    }
}
