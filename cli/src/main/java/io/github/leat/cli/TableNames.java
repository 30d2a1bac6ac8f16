package io.github.leat.cli;

import io.github.leat.core.schema.SqlNames;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of tables and reject files, derived from names of sources. */
final class TableNames {
    private static final Pattern REJECTS = Pattern.compile("(.+?)\\.rejects(\\.\\d+)?(\\.again)*\\.csv");

    private TableNames() {}

    /** The table of a file: its name without directory and extension, as databases like it. */
    static String of(String source) {
        String base = Sources.plainFileName(source).replaceFirst("(?<=.)\\.[^.]*$", "");
        String name = SqlNames.derive(base);
        return name.equals("column") && !base.equalsIgnoreCase("column") ? "records" : name;
    }

    /** The table whose rejects a file holds, if its name tells. */
    static Optional<String> ofRejects(String rejects) {
        Matcher matcher = REJECTS.matcher(Sources.plainFileName(rejects));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The default file for the rejects of a table, in the current directory. */
    static String rejectsOf(String table) {
        return table.replaceAll("[/\\\\\\x00]", "_") + ".rejects.csv";
    }

    /** Another file for the rejects of a table, where the default one holds those of other columns. */
    static String otherRejectsOf(String table, int number) {
        return rejectsOf(table).replaceFirst("\\.csv$", "." + number + ".csv");
    }

    /** The default file for what is rejected again: beside the file, or in the current directory if it is elsewhere. */
    static String againOf(String rejects) {
        String file = Sources.kind(rejects).map(kind -> kind.fileName(rejects)).orElse(rejects);
        return file.replaceFirst("\\.csv$", "") + ".again.csv";
    }
}
