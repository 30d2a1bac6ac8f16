package io.github.leat.redshift.internal;

import io.github.leat.core.SchemaException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names as Redshift keeps them: folded to lower case, ASCII letters only, also in double quotes, and at most 127 bytes (database
 * developer guide, "Names and identifiers", read 2026-11-26). Longer ones get a hash of the whole name at their end.
 */
final class Identifiers {
    private static final int MAX_BYTES = 127;
    private static final int HASH_DIGITS = 8;

    /**
     * PostgreSQL 8.0's ("System Columns"), from which Redshift comes, and the two that Redshift adds, of which its guide says nothing:
     * they are in every table, and quotes do not help.
     */
    private static final Set<String> SYSTEM_COLUMNS =
            Set.of("oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid", "insertxid", "deletexid");

    private Identifiers() {}

    /** The name as the catalogue has it. */
    static String identifier(String name) {
        StringBuilder lower = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return fit(lower.toString());
    }

    /** A column's name: that of a system column, which no table may have, gets an underscore. */
    static String column(String name) {
        String identifier = identifier(name);
        return SYSTEM_COLUMNS.contains(identifier) ? identifier + "_" : identifier;
    }

    static String quoteColumn(String name) {
        return quote(column(name));
    }

    private static String fit(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return name;
        }
        int end = MAX_BYTES - HASH_DIGITS - 1;
        while ((bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "_" + Hash.hex(name, HASH_DIGITS);
    }

    static String quote(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new SchemaException(
                    "Redshift has no name that is empty or holds a NUL character. Rename the column or"
                            + " choose another table.");
        }
        return '"' + identifier(name).replace("\"", "\"\"") + '"';
    }

    /**
     * A table as users write it: {@code table}, {@code schema.table}, or either part in double quotes where it holds a dot.
     *
     * @return one part, or schema and table
     */
    static List<String> parse(String table) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at <= table.length()) {
            int end = table.startsWith("\"", at) ? closingQuote(table, at) : -1;
            if (end > 0) {
                parts.add(table.substring(at + 1, end).replace("\"\"", "\""));
                at = end + 2;
            } else {
                end = table.indexOf('.', at);
                parts.add(table.substring(at, end < 0 ? table.length() : end));
                at = end < 0 ? table.length() + 1 : end + 1;
            }
        }
        if (parts.size() > 2 || parts.contains("")) {
            throw new SchemaException("\"" + table + "\" is not a table of Redshift. Write table or schema.table, and a"
                    + " name that holds a dot in double quotes.");
        }
        return parts;
    }

    /** The quote that ends a quoted part, which is followed by a dot or the end; -1 if there is none. */
    private static int closingQuote(String text, int open) {
        int at = open + 1;
        while ((at = text.indexOf('"', at)) > 0) {
            if (text.startsWith("\"\"", at)) {
                at += 2;
            } else {
                return at + 1 == text.length() || text.charAt(at + 1) == '.' ? at : -1;
            }
        }
        return -1;
    }
}
