package io.github.leat.testkit.redshift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A COPY from S3, of the form that Leat sends; options it does not know are an error, so that nothing is passed over silently (database
 * developer guide, "COPY syntax overview", read 2026-11-26).
 *
 * @param table the table as written, quoted
 * @param columns the columns as written, quoted
 * @param from the address of the manifest
 * @param compression GZIP, ZSTD or nothing
 * @param nullText what stands for NULL
 * @param maxErrors errors at which COPY fails; 0 and 1 are the same
 * @param isCheck whether nothing is loaded
 */
record CopyCommand(
        String table,
        List<String> columns,
        String from,
        String compression,
        String nullText,
        int maxErrors,
        boolean isCheck) {
    /** The default (developer guide, "Data conversion parameters", NULL AS). */
    private static final String DEFAULT_NULL = "\\N";

    /** Reads a statement; empty if it is no COPY from S3. */
    static Optional<CopyCommand> parse(String sql) {
        List<String> words = SqlTokens.words(sql);
        int from = words.stream()
                .map(word -> word.toUpperCase(Locale.ROOT))
                .toList()
                .indexOf("FROM");
        boolean isCopy = !words.isEmpty()
                && words.get(0).equalsIgnoreCase("COPY")
                && from > 0
                && words.get(from + 1).startsWith("'s3://");
        if (!isCopy) {
            return Optional.empty();
        }
        StringBuilder table = new StringBuilder();
        int at = 1;
        while (!words.get(at).equals("(") && at < from) {
            table.append(words.get(at++));
        }
        List<String> columns = new ArrayList<>();
        for (at++; at < from; at++) {
            if (words.get(at).startsWith("\"")) {
                columns.add(words.get(at));
            }
        }
        Map<String, String> options = options(words.subList(from + 2, words.size()));
        for (String needed : List.of("IAM_ROLE", "MANIFEST", "CSV")) {
            if (!options.containsKey(needed)) {
                throw new IllegalArgumentException("the rehearsal's COPY needs " + needed);
            }
        }
        String compression = options.containsKey("GZIP") ? "GZIP" : options.containsKey("ZSTD") ? "ZSTD" : "";
        return Optional.of(new CopyCommand(
                table.toString(),
                columns,
                text(words.get(from + 1)),
                compression,
                options.getOrDefault("NULL", DEFAULT_NULL),
                Integer.parseInt(options.getOrDefault("MAXERROR", "0")),
                options.containsKey("NOLOAD")));
    }

    private static Map<String, String> options(List<String> words) {
        Map<String, String> options = new HashMap<>();
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at).toUpperCase(Locale.ROOT);
            switch (word) {
                case "IAM_ROLE", "REGION", "MAXERROR", "COMPUPDATE", "STATUPDATE" -> {
                    options.put(word, text(words.get(at + 1)));
                    at += 2;
                }
                case "NULL" -> {
                    options.put(word, text(words.get(at + 2)));
                    at += 3;
                }
                case "MANIFEST", "FORMAT", "AS", "CSV", "GZIP", "ZSTD", "NOLOAD" -> {
                    options.put(word, "");
                    at++;
                }
                default -> throw new IllegalArgumentException("the rehearsal's COPY does not know " + words.get(at));
            }
        }
        return options;
    }

    private static String text(String quoted) {
        return quoted.startsWith("'") ? quoted.substring(1, quoted.length() - 1).replace("''", "'") : quoted;
    }
}
