package io.github.leat.cli;

import io.github.leat.core.infer.Layout;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.core.schema.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A query that shows something of a table at first sight: counts by a column of few values, else the range of a date, else
 * some rows.
 *
 * @param table the table
 * @param schema its columns
 * @param layout the source's layout, for its sample
 */
record TryQuery(String table, Schema schema, Layout layout) {
    private static final Pattern CATEGORY = Pattern.compile(
            "(^|_)(type|category|class|status|kind|group|region|country|currency|unit|admin1|adm1)(_|$)");
    private static final Pattern ID = Pattern.compile("(^|_)(id|code|key|uuid|iso|iso3|name)(_|$)");
    private static final int LONGEST_VALUE = 40;

    String sql() {
        String from = " FROM " + quoted(table);
        Optional<String> category = best();
        if (category.isPresent()) {
            return "SELECT " + quoted(category.get()) + ", count(*)" + from + " GROUP BY ALL ORDER BY 2 DESC LIMIT 10";
        }
        Optional<String> date = schema.columns().stream()
                .filter(column -> switch (column.type().kind()) {
                    case DATE, TIMESTAMP, TIMESTAMP_TZ -> true;
                    default -> false;
                })
                .map(Column::sqlName)
                .findFirst();
        return date.map(name -> "SELECT min(" + quoted(name) + "), max(" + quoted(name) + "), count(*)" + from)
                .orElse("SELECT *" + from + " LIMIT 10");
    }

    private Optional<String> best() {
        double bestScore = 0;
        Optional<String> best = Optional.empty();
        for (Column column : schema.columns()) {
            double score = column.type().kind() == Kind.TEXT ? score(column) : 0;
            if (score > bestScore) {
                bestScore = score;
                best = Optional.of(column.sqlName());
            }
        }
        return best;
    }

    /** From 0 for a column that tells nothing to about 2 for one that is called a type and has few values. */
    private double score(Column column) {
        OptionalInt index = layout.schema().indexOf(column.name());
        List<List<String>> records = layout.sampleRecords();
        if (index.isEmpty() || records.size() < 2) {
            return 0;
        }
        Set<String> values = new HashSet<>();
        for (List<String> record : records) {
            String value = index.getAsInt() < record.size() ? record.get(index.getAsInt()) : "";
            if (value.isEmpty() || value.length() > LONGEST_VALUE) {
                return 0;
            }
            values.add(value);
        }
        double repeated = 1 - (double) values.size() / records.size();
        boolean category = CATEGORY.matcher(column.sqlName()).find();
        if (repeated == 0 || (ID.matcher(column.sqlName()).find() && !category)) {
            return 0;
        }
        return (values.size() == 1 ? 0.1 : repeated) + (category ? 1 : 0);
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A word for a POSIX shell: in single quotes where it needs them, or always. */
    static String shellQuoted(String word, boolean always) {
        boolean plain = word.matches("[A-Za-z0-9_./:=@%+,-]+");
        return plain && !always ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
