package io.github.leat.rds.rollup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A roll-up as a file describes it: lines of {@code key = value}, in UTF-8. Immutable.
 *
 * <pre>
 * # events and fatalities by country, province and month
 * target  = duckdb:leat.duckdb
 * table   = conflicts
 * roll-up = conflicts_by_month
 * group   = country, #adm1+name as province
 * group   = month(event_date) as month
 * measure = count() as events, sum(fatalities) as fatalities
 * changes = auto
 * </pre>
 *
 * <p>{@code group} and {@code measure} may be repeated, everything else may not; {@code target} and {@code changes} may be
 * left out. A line that begins with {@code #} is a comment. Names with blanks, commas, quotes or parentheses are written in double quotes,
 * a double quote in them twice.
 *
 * @param target the database, as loads name it; empty if the file says none
 * @param rollUp the roll-up
 */
public record RollUpFile(Optional<String> target, RollUp rollUp) {
    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it says something that is not understood: the message begins with file and line
     */
    public static RollUpFile read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    }

    /**
     * Reads a text.
     *
     * @param name what errors call it
     * @throws IllegalArgumentException if it says something that is not understood: the message begins with name and line
     */
    public static RollUpFile parse(String name, String text) {
        return new RollUpParser(name).parse(text);
    }
}
