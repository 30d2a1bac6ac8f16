package io.github.leat.cli;

import io.github.leat.core.load.Load;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is done with the texts of records: aliases, trimming, texts that mean NULL, constants.
 *
 * @param aliases other names by name
 * @param trims whether anything is trimmed
 * @param trim the columns to trim; empty for all
 * @param nullTexts texts that mean NULL everywhere
 * @param nullTextsOf texts that mean NULL in a column
 * @param constants texts by the name of their column
 */
record RecordOptions(
        Map<String, List<String>> aliases,
        boolean trims,
        List<String> trim,
        List<String> nullTexts,
        Map<String, List<String>> nullTextsOf,
        Map<String, String> constants) {
    /** Stands for all columns. */
    static final String ALL = "*";

    /** @throws UsageException if an option is not of its form */
    static RecordOptions parse(LoadOptions options) {
        Map<String, List<String>> aliases = new LinkedHashMap<>();
        for (String text : options.alias) {
            String[] parts = parts("--alias", text, "NAME=OLD,OLD, such as fatalities=deaths,killed");
            if (parts[1].isEmpty() || aliases.put(parts[0], List.of(parts[1].split(",", -1))) != null) {
                throw new UsageException("--alias " + text + ": name the other names of a column once, as in"
                        + " fatalities=deaths,killed.");
            }
        }
        Map<String, List<String>> nullTextsOf = new LinkedHashMap<>();
        Set<String> nullTexts = new LinkedHashSet<>();
        for (String text : options.nullIf) {
            int equals = text.indexOf('=');
            List<String> texts = Arrays.asList(text.substring(equals + 1).split(",", -1));
            if (equals < 1) {
                nullTexts.addAll(texts);
            } else if (nullTextsOf.put(text.substring(0, equals), texts) != null) {
                throw new UsageException("--null-if " + text
                        + ": the column is named twice. Name all its texts at once," + " separated by commas.");
            }
        }
        Map<String, String> constants = new LinkedHashMap<>();
        for (String text : options.constant) {
            String[] parts = parts("--constant", text, "NAME=TEXT, such as country=Burundi");
            if (constants.put(parts[0], parts[1]) != null) {
                throw new UsageException("--constant: column \"" + parts[0] + "\" is named twice. Name it once.");
            }
        }
        return new RecordOptions(
                aliases,
                !options.trim.isEmpty(),
                options.trim.contains(ALL) ? List.of() : List.copyOf(options.trim),
                List.copyOf(nullTexts),
                nullTextsOf,
                constants);
    }

    private static String[] parts(String option, String text, String form) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UsageException(option + " " + text + " is not of the form " + form + ".");
        }
        return new String[] {text.substring(0, equals), text.substring(equals + 1)};
    }

    void applyTo(Load load) {
        aliases.forEach((name, others) -> load.alias(name, others.toArray(String[]::new)));
        if (trims) {
            load.trim(trim.toArray(String[]::new));
        }
        if (!nullTexts.isEmpty()) {
            load.nullIf(nullTexts.toArray(String[]::new));
        }
        nullTextsOf.forEach((column, texts) -> load.nullIfIn(column, texts.toArray(String[]::new)));
        constants.forEach(load::constant);
    }
}
