package io.github.leat.rds.internal.postgres;

import io.github.leat.core.SchemaException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Names as PostgreSQL keeps them: at most 63 bytes. It cuts longer ones silently, so that two may become one; ours are cut
 * with a hash of the whole name at the end.
 */
final class Identifiers {
    /** {@code NAMEDATALEN - 1} of every build that is shipped (PostgreSQL 17, "Identifiers and Key Words"). */
    static final int MAX_BYTES = 63;

    private static final int HASH_DIGITS = 8;

    private Identifiers() {}

    static String fit(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return name;
        }
        int end = MAX_BYTES - HASH_DIGITS - 1;
        while ((bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "_" + hash(bytes);
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    static String quote(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new SchemaException(
                    "PostgreSQL has no name that is empty or holds a NUL character. Rename the column or"
                            + " choose another table.");
        }
        return '"' + fit(name).replace("\"", "\"\"") + '"';
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
            int end;
            if (table.startsWith("\"", at) && (end = closingQuote(table, at)) > 0) {
                parts.add(table.substring(at + 1, end).replace("\"\"", "\""));
                at = end + 2;
            } else {
                end = table.indexOf('.', at);
                parts.add(table.substring(at, end < 0 ? table.length() : end));
                at = end < 0 ? table.length() + 1 : end + 1;
            }
        }
        if (parts.size() > 2 || parts.contains("")) {
            throw new SchemaException(
                    "\"" + table + "\" is not a table of PostgreSQL. Write table or schema.table, and a"
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
