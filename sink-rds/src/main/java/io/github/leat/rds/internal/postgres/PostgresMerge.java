package io.github.leat.rds.internal.postgres;

import io.github.leat.rds.internal.MergeSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * From a staging table into the target.
 *
 * <p>{@code IS NOT DISTINCT FROM} can be neither hashed nor looked up, so that a join by it costs the product of both tables.
 * Where no index makes the key unique, keys are compared as arrays of one element: these are hashed, and two NULL elements are
 * equal. Other writers are kept out of the table then, because nothing else would stop them from inserting the same key.
 */
final class PostgresMerge {
    private PostgresMerge() {}

    static List<String> upsert(MergeSpec spec) {
        List<String> updates = new ArrayList<>();
        for (int i = 0; i < spec.columns().size(); i++) {
            String column = spec.columns().get(i);
            if (!spec.keyColumns().contains(column)) {
                updates.add(column + " = "
                        + (spec.isKeyUnique()
                                ? "EXCLUDED." + column
                                : spec.values().get(i)));
            }
        }
        if (spec.isKeyUnique()) {
            // where there is nothing but a key it is set to itself, so that duplicates are met and all records counted
            String key = spec.keyColumns().get(0);
            List<String> set = updates.isEmpty() ? List.of(key + " = EXCLUDED." + key) : updates;
            return List.of(insert(spec) + onConflict(spec) + "UPDATE SET " + String.join(", ", set));
        }
        List<String> statements = new ArrayList<>();
        statements.add(lock(spec));
        if (!updates.isEmpty()) {
            statements.add("UPDATE " + spec.target() + " AS t SET " + String.join(", ", updates) + " FROM "
                    + spec.stage() + " AS s WHERE " + sameKey(spec));
        }
        statements.add(insertMissing(spec));
        return statements;
    }

    static List<String> insertNew(MergeSpec spec) {
        return spec.isKeyUnique()
                ? List.of(insert(spec) + onConflict(spec) + "NOTHING")
                : List.of(lock(spec), insertMissing(spec));
    }

    /** A pass over the staging table that finds the keys that come twice; mostly there are none. */
    static String deduplicate(String stage, List<String> key, String number, String kept) {
        List<String> fields = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            fields.add(key.get(i) + " AS k" + i);
            same.add("ARRAY[s." + key.get(i) + "] = ARRAY[d.k" + i + "]");
        }
        return "DELETE FROM " + stage + " AS s USING (SELECT " + String.join(", ", fields) + ", " + kept
                + " AS kept FROM " + stage + " GROUP BY " + String.join(", ", key)
                + " HAVING count(*) > 1) AS d WHERE " + String.join(" AND ", same) + " AND s." + number + " <> d.kept";
    }

    private static String insert(MergeSpec spec) {
        return "INSERT INTO " + spec.target() + " (" + String.join(", ", spec.columns()) + ") SELECT "
                + String.join(", ", spec.values()) + " FROM " + spec.stage() + " AS s";
    }

    private static String onConflict(MergeSpec spec) {
        return " ON CONFLICT (" + String.join(", ", spec.keyColumns()) + ") DO ";
    }

    private static String lock(MergeSpec spec) {
        return "LOCK TABLE " + spec.target() + " IN SHARE ROW EXCLUSIVE MODE";
    }

    private static String insertMissing(MergeSpec spec) {
        return insert(spec) + " WHERE NOT EXISTS (SELECT FROM " + spec.target() + " AS t WHERE " + sameKey(spec) + ")";
    }

    private static String sameKey(MergeSpec spec) {
        return sameKey(spec.keyColumns(), spec.keyValues());
    }

    /** Whether the key of {@code t} is that of {@code s}. */
    static String sameKey(List<String> columns, List<String> values) {
        List<String> same = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            same.add("ARRAY[t." + columns.get(i) + "] = ARRAY[" + values.get(i) + "]");
        }
        return String.join(" AND ", same);
    }
}
