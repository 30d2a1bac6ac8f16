package io.github.leat.redshift.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the user asked of a new table and of new columns. Immutable. Names of columns are source or SQL names.
 *
 * @param textBytes bytes of a new TEXT column
 * @param distKey the column by which a new table is distributed; empty: Redshift decides
 * @param sortKey the columns by which a new table is sorted; empty: Redshift decides
 * @param encodings how new columns are compressed, by column; others: Redshift decides
 * @param jsonColumns new TEXT columns that are to be SUPER, their texts read as JSON
 */
public record Layout(
        int textBytes, String distKey, List<String> sortKey, Map<String, String> encodings, List<String> jsonColumns) {
    /** Most bytes of a VARCHAR (database developer guide, "Character types", read 2026-11-26). */
    public static final int MAX_TEXT_BYTES = 65_535;

    /** Database developer guide, "Compression encodings", read 2026-11-27. */
    private static final Set<String> ENCODINGS = Set.of(
            "raw",
            "az64",
            "bytedict",
            "delta",
            "delta32k",
            "lzo",
            "mostly8",
            "mostly16",
            "mostly32",
            "runlength",
            "text255",
            "text32k",
            "zstd");

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if a number is out of its range, or an encoding is none of Redshift's
     */
    public Layout {
        sortKey = List.copyOf(sortKey);
        jsonColumns = List.copyOf(jsonColumns);
        Map<String, String> lower = new TreeMap<>();
        encodings.forEach((column, encoding) -> lower.put(column, encoding.toLowerCase(Locale.ROOT)));
        for (String encoding : lower.values()) {
            if (!ENCODINGS.contains(encoding)) {
                throw new IllegalArgumentException("\"" + encoding + "\" is no encoding of Redshift. It has "
                        + String.join(", ", ENCODINGS.stream().sorted().toList()) + ".");
            }
        }
        encodings = Map.copyOf(lower);
        if (textBytes < 1 || textBytes > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "A VARCHAR has 1 to " + MAX_TEXT_BYTES + " bytes, got " + textBytes + ".");
        }
    }

    /** All is Redshift's choice, and TEXT as long as there is. */
    static Layout none() {
        return new Layout(MAX_TEXT_BYTES, "", List.of(), Map.of(), List.of());
    }
}
