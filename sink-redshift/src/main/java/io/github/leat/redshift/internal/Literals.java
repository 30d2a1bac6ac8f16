package io.github.leat.redshift.internal;

import io.github.leat.core.SchemaException;

/** Texts as literals of SQL. */
final class Literals {
    private Literals() {}

    /**
     * A text as SQL takes it. One with a backslash is refused: whether it is an escape differs between versions of the language.
     *
     * @throws SchemaException if it holds a backslash
     */
    static String plain(String text) {
        if (text.indexOf('\\') >= 0) {
            throw new SchemaException(
                    "Leat puts no text with a backslash into Redshift's SQL. Choose a staging prefix, a role or"
                            + " a format without one.");
        }
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * Any text as a value of SQL. Whether a backslash in a literal is an escape differs between versions of the language, so it
     * stands for itself by its code.
     *
     * @throws SchemaException if it holds a NUL character, which no text of Redshift does
     */
    static String value(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new SchemaException("Redshift has no text with a NUL character. Rename the source.");
        }
        String quoted = "'" + text.replace("'", "''").replace("\\", "'||chr(92)||'") + "'";
        return text.indexOf('\\') < 0 ? quoted : "(" + quoted + ")";
    }
}
