package io.github.leat.rds.internal.jdbc;

import io.github.leat.rds.internal.MergeSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * UPDATE, then INSERT, in SQL that every database takes: the target is named in full, since not every UPDATE takes an alias.
 *
 * <p>Keys without NULL are compared by {@code =}, so that an index helps; those with a NULL part by a condition that no index
 * helps with.
 */
final class JdbcMerge {
    private JdbcMerge() {}

    static List<String> upsert(MergeSpec spec) {
        List<String> set = new ArrayList<>();
        for (boolean isWhole : List.of(true, false)) {
            String found = " FROM " + spec.stage() + " s WHERE " + same(spec, isWhole);
            List<String> updates = new ArrayList<>();
            for (int i = 0; i < spec.columns().size(); i++) {
                if (!spec.keyColumns().contains(spec.columns().get(i))) {
                    updates.add(spec.columns().get(i) + " = (SELECT "
                            + spec.values().get(i) + found + ")");
                }
            }
            if (!updates.isEmpty()) {
                set.add("UPDATE " + spec.target() + " SET " + String.join(", ", updates) + " WHERE "
                        + isWhole(spec.target() + ".", spec.keyColumns(), isWhole) + " AND EXISTS (SELECT 1" + found
                        + ")");
            }
        }
        set.addAll(insertNew(spec));
        return set;
    }

    static List<String> insertNew(MergeSpec spec) {
        List<String> missing = new ArrayList<>();
        for (boolean isWhole : List.of(true, false)) {
            missing.add(isWhole("", spec.keyValues(), isWhole) + " AND NOT EXISTS (SELECT 1 FROM " + spec.target()
                    + " WHERE " + same(spec, isWhole) + ")");
        }
        return List.of("INSERT INTO " + spec.target() + " (" + String.join(", ", spec.columns()) + ") SELECT "
                + String.join(", ", spec.values()) + " FROM " + spec.stage() + " s WHERE "
                + String.join(" OR ", missing));
    }

    /** Whether no part of the key is NULL, or one is. */
    private static String isWhole(String prefix, List<String> key, boolean isWhole) {
        List<String> parts = key.stream()
                .map(part -> prefix + part + (isWhole ? " IS NOT NULL" : " IS NULL"))
                .toList();
        return "(" + String.join(isWhole ? " AND " : " OR ", parts) + ")";
    }

    private static String same(MergeSpec spec, boolean isWhole) {
        List<String> same = new ArrayList<>();
        for (int i = 0; i < spec.keyColumns().size(); i++) {
            String target = spec.target() + "." + spec.keyColumns().get(i);
            String staged = spec.keyValues().get(i);
            String equal = target + " = " + staged;
            same.add(isWhole ? equal : "(" + equal + " OR (" + target + " IS NULL AND " + staged + " IS NULL))");
        }
        return String.join(" AND ", same);
    }
}
