package io.github.leat.rds.internal.mysql;

import io.github.leat.rds.internal.MergeSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * From a staging table into the target, by the hash over the key that {@link KeyHash} writes.
 *
 * <p>Where no index makes the key unique, the target is read once and each row's key looked up in the staging table: the time
 * grows with the target. Reading for an update locks all rows and gaps until the end of the transaction, at the default
 * isolation, so that nobody inserts the same key meanwhile.
 */
final class MySqlMerge {
    private static final String STAGED_KEY = "s." + Identifiers.quote(KeyHash.COLUMN);
    private static final String FOUND = "s." + Identifiers.quote(KeyHash.FOUND);

    private MySqlMerge() {}

    static List<String> upsert(MergeSpec spec) {
        List<String> updates = new ArrayList<>();
        for (int i = 0; i < spec.columns().size(); i++) {
            if (!spec.keyColumns().contains(spec.columns().get(i))) {
                updates.add("t." + spec.columns().get(i) + " = " + spec.values().get(i));
            }
        }
        if (spec.isKeyUnique()) {
            List<String> set = new ArrayList<>();
            updates.forEach(update -> set.add(spec.target() + update.substring(1)));
            if (set.isEmpty()) {
                String key = spec.keyColumns().get(0);
                set.add(spec.target() + "." + key + " = " + spec.target() + "." + key);
            }
            return List.of(insert(spec) + " ON DUPLICATE KEY UPDATE " + String.join(", ", set));
        }
        updates.add(FOUND + " = 1");
        return List.of(updateFound(spec, updates), insert(spec) + " WHERE " + FOUND + " = 0");
    }

    /** @param isKeyed whether the target has the hidden column over this key */
    static List<String> insertNew(MergeSpec spec, boolean isKeyed) {
        if (!isKeyed && !spec.isKeyUnique()) {
            return List.of(updateFound(spec, List.of(FOUND + " = 1")), insert(spec) + " WHERE " + FOUND + " = 0");
        }
        List<String> same = new ArrayList<>();
        if (isKeyed) {
            same.add("t." + Identifiers.quote(KeyHash.COLUMN) + " = " + STAGED_KEY);
        } else {
            for (int i = 0; i < spec.keyColumns().size(); i++) {
                same.add("t." + spec.keyColumns().get(i) + " = "
                        + spec.keyValues().get(i));
            }
        }
        return List.of(insert(spec) + " WHERE NOT EXISTS (SELECT 1 FROM " + spec.target() + " AS t WHERE "
                + String.join(" AND ", same) + ")");
    }

    /**
     * The condition that a row {@code t} of the target is one that the merge finds: by the very index that this goes by, so that
     * keys which are equal to the index alone, such as texts in another case, are found too.
     *
     * @param isKeyed whether the target has the hidden column over this key
     */
    static String isStaged(MergeSpec spec, boolean isKeyed) {
        List<String> columns =
                spec.keyColumns().stream().map(column -> "t." + column).toList();
        if (!isKeyed && spec.isKeyUnique()) {
            return "(" + String.join(", ", columns) + ") IN (SELECT " + String.join(", ", spec.keyValues()) + " FROM "
                    + spec.stage() + " AS s)";
        }
        return (isKeyed ? "t." + Identifiers.quote(KeyHash.COLUMN) : KeyHash.of(columns)) + " IN (SELECT " + STAGED_KEY
                + " FROM " + spec.stage() + " AS s)";
    }

    static String deduplicate(String stage, String number, String kept) {
        String key = Identifiers.quote(KeyHash.COLUMN);
        return "DELETE s FROM " + stage + " AS s JOIN (SELECT " + key + " AS k, " + kept + " AS kept FROM " + stage
                + " GROUP BY " + key + " HAVING COUNT(*) > 1) AS d ON " + STAGED_KEY + " = d.k WHERE s." + number
                + " <> d.kept";
    }

    private static String updateFound(MergeSpec spec, List<String> updates) {
        List<String> columns =
                spec.keyColumns().stream().map(column -> "t." + column).toList();
        return "UPDATE " + spec.target() + " AS t STRAIGHT_JOIN " + spec.stage() + " AS s ON " + STAGED_KEY + " = "
                + KeyHash.of(columns) + " SET " + String.join(", ", updates);
    }

    private static String insert(MergeSpec spec) {
        return "INSERT INTO " + spec.target() + " (" + String.join(", ", spec.columns()) + ") SELECT "
                + String.join(", ", spec.values()) + " FROM " + spec.stage() + " AS s";
    }
}
