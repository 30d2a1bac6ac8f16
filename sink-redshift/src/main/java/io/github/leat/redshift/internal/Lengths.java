package io.github.leat.redshift.internal;

import java.util.Optional;

/** The bytes of texts, and the VARCHARs that are to take them. */
final class Lengths {
    private Lengths() {}

    /**
     * Makes VARCHARs of the target as long as the longest text that goes there; each in no transaction, since Redshift takes it in none.
     *
     * @param longest bytes by column; 0 where there is no text
     */
    static void grow(Session session, Options options, Table table, Table stage, TablePlan plan, long[] longest) {
        Optional<Target> target = new Catalogue(session).table(table);
        TableSql sql = new TableSql(options, table, stage, plan);
        for (int i = 0; target.isPresent() && i < longest.length; i++) {
            long needed = longest[i];
            int column = i;
            target.get()
                    .column(plan.slots().get(i).column())
                    .flatMap(found ->
                            Types.bytesOf(found.nativeType()).stream().boxed().findFirst())
                    .filter(bytes -> bytes < needed)
                    .ifPresent(
                            bytes -> session.run(Step.of(sql.lengthen(column, (int) needed), "make a column longer")));
        }
    }
}
