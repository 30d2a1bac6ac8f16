package io.github.leat.rds.internal.mysql;

import io.github.leat.core.SchemaException;
import io.github.leat.rds.internal.Hash;
import io.github.leat.rds.internal.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/**
 * Names as MySQL and MariaDB keep them: at most 64 characters, none beyond U+FFFF, no blank at the end (MySQL 8.4, "Schema
 * Object Names"). Others are changed and end in a hash of the whole name, so that two stay two.
 */
final class Identifiers {
    static final int MAX_LENGTH = 64;

    private static final int HASH_DIGITS = 8;

    private Identifiers() {}

    static String fit(String name) {
        boolean isPlain = name.length() <= MAX_LENGTH && !name.endsWith(" ");
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            isPlain &= !Character.isSurrogate(c);
            if (!Character.isLowSurrogate(c)) {
                kept.append(Character.isSurrogate(c) ? '_' : c);
            }
        }
        if (isPlain) {
            return name;
        }
        kept.setLength(Math.min(kept.length(), MAX_LENGTH - HASH_DIGITS - 1));
        return kept.append('_').append(Hash.hex(name, HASH_DIGITS)).toString();
    }

    static String quote(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new SchemaException(
                    "MySQL and MariaDB have no name that is empty or holds a NUL character. Rename the"
                            + " column or choose another table.");
        }
        return '`' + fit(name).replace("`", "``") + '`';
    }

    /** Names as {@link #quote} wrote them, parted by commas; what is not a quoted name is passed over. */
    static List<String> quotedIn(String text) {
        List<String> names = new ArrayList<>();
        int at = text.indexOf('`');
        while (at >= 0) {
            int end = at + 1;
            while (end < text.length() && (text.charAt(end) != '`' || text.startsWith("``", end))) {
                end += text.charAt(end) == '`' ? 2 : 1;
            }
            if (end >= text.length()) {
                break;
            }
            names.add(text.substring(at + 1, end).replace("``", "`"));
            at = text.indexOf('`', end + 1);
        }
        return names;
    }

    /**
     * A table as users write it: {@code table}, {@code database.table}, or either part in backticks where it holds a dot.
     *
     * @return one part, or database and table
     */
    static List<String> parse(String table) {
        List<String> parts = QualifiedName.parts(table, '`');
        if (parts.size() > 2 || parts.contains("")) {
            throw new SchemaException(
                    "\"" + table + "\" is not a table of MySQL or MariaDB. Write table or database.table,"
                            + " and a name that holds a dot in backticks.");
        }
        return parts;
    }
}
