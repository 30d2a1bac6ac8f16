package io.github.leat.rds;

/**
 * The name of a table or column, as the user wrote it.
 *
 * @param value the name, not empty
 */
public record SqlName(String value) {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if {@code value} is empty
     */
    public SqlName {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A name may not be empty.");
        }
    }

    /** Returns the name in the double quotes of standard SQL, so that no character of it is special. */
    public String quoted() {
        return '"' + value.replace("\"", "\"\"") + '"';
    }
}
