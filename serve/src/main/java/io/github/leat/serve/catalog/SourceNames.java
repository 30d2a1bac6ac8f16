package io.github.leat.serve.catalog;

import io.github.leat.rds.RdsDatabase.Product;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How sources are shown: as they were loaded, or by the last part of their path alone, which says nothing of the machine that
 * loaded them. Immutable, thread-safe.
 *
 * @param product the database, whose SQL is written
 * @param showPaths whether they are shown as they were loaded
 */
public record SourceNames(Product product, boolean showPaths) {
    /** The column of lineage that has them. */
    private static final String COLUMN = "_leat_source";

    /** A name up to its last part, which may end in separators. */
    private static final String UP_TO_LAST = "^.*[/\\\\]([^/\\\\]+)[/\\\\]*$";

    private static final Pattern PATH = Pattern.compile(UP_TO_LAST, Pattern.DOTALL);

    /** A source's name as it is shown. */
    public String shown(String source) {
        return showPaths ? source : PATH.matcher(source).replaceFirst("$1");
    }

    /**
     * The same in SQL, so that filters, groups and orders are of what is shown.
     *
     * @param column its plain name
     * @param value its values
     * @return the values themselves of any other column
     */
    String expression(String column, String value) {
        if (showPaths || !column.toLowerCase(Locale.ROOT).equals(COLUMN)) {
            return value;
        }
        return switch (product) {
            case DUCKDB -> "regexp_replace(" + value + ", '" + UP_TO_LAST + "', '\\1', 's')";
            case POSTGRESQL -> "regexp_replace(" + value + ", '" + UP_TO_LAST + "', '\\1')";
            // a backslash in a literal means something else there
            case MARIADB ->
                "SUBSTRING_INDEX(SUBSTRING_INDEX(TRIM(TRAILING '/' FROM " + value
                        + "), '/', -1), CHAR(92 USING utf8mb4), -1)";
        };
    }
}
