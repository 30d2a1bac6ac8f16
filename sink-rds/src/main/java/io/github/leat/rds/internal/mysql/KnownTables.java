package io.github.leat.rds.internal.mysql;

import io.github.leat.rds.internal.TargetTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the catalogue last said of tables beyond their columns: comments, which a change of type that does not repeat them would
 * lose, and the hidden key. Tables are named as {@link MySqlServer#table} writes them; one that was not read has nothing of this.
 * Thread-safe.
 */
final class KnownTables {
    private final Map<String, MySqlCatalogue.Found> read = new ConcurrentHashMap<>();

    /** Takes in what was read, empty where the table is not there. */
    Optional<TargetTable> keep(String table, Optional<MySqlCatalogue.Found> found) {
        found.ifPresentOrElse(known -> read.put(table, known), () -> read.remove(table));
        return found.map(MySqlCatalogue.Found::table);
    }

    private Optional<MySqlCatalogue.Found> find(String table) {
        return Optional.ofNullable(read.get(table));
    }

    /** The comments that are not empty, by column. */
    Map<String, String> comments(String table) {
        Map<String, String> comments = new LinkedHashMap<>();
        find(table)
                .ifPresent(known -> known.comments().forEach((column, comment) -> {
                    String said = MySqlTypes.withoutMark(comment);
                    if (!said.isEmpty()) {
                        comments.put(column, said);
                    }
                }));
        return comments;
    }

    /** The comment on a column, empty without one. */
    String comment(String table, String column) {
        return comments(table).getOrDefault(column, "");
    }

    /** Whether there is one unique index at most: ON DUPLICATE KEY UPDATE does not say which key. */
    boolean hasOneKey(String table) {
        return find(table).map(known -> known.uniqueIndexes() == 1).orElse(true);
    }

    boolean hasHiddenKey(String table) {
        return find(table).map(MySqlCatalogue.Found::hasHiddenKey).orElse(false);
    }

    /** The columns, quoted and in order, that the hidden key goes over; none without it. */
    List<String> hiddenKey(String table) {
        return find(table).map(MySqlCatalogue.Found::hiddenKey).orElse(List.of()).stream()
                .map(Identifiers::quote)
                .toList();
    }

    /** Whether the hidden key goes over these columns, quoted and in any order. */
    boolean isKeyedBy(String table, List<String> columns) {
        List<String> hidden = hiddenKey(table);
        return !hidden.isEmpty() && hidden.size() == columns.size() && hidden.containsAll(columns);
    }
}
