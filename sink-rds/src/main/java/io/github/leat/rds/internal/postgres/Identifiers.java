package io.github.leat.rds.internal.postgres;

import io.github.leat.core.SchemaException;
import io.github.leat.rds.internal.Hash;
import io.github.leat.rds.internal.QualifiedName;
import java.nio.charset.StandardCharsets;
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
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "_" + Hash.hex(name, HASH_DIGITS);
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
        List<String> parts = QualifiedName.parts(table, '"');
        if (parts.size() > 2 || parts.contains("")) {
            throw new SchemaException(
                    "\"" + table + "\" is not a table of PostgreSQL. Write table or schema.table, and a"
                            + " name that holds a dot in double quotes.");
        }
        return parts;
    }
}
