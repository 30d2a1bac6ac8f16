package io.github.leat.rds.internal;

import io.github.leat.core.sink.LoadId;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Name of a staging table: {@code _leat_stage_<object and table>_<version>}.
 *
 * <p>The first part is the same for all versions of an object, so that a load finds what dead loads of older ones left.
 */
public final class StageName {
    private static final String PREFIX = "_leat_stage_";
    private static final int OBJECT_DIGITS = 16;
    private static final int VERSION_DIGITS = 12;

    /** As PostgreSQL ({@code of relation "…"}) and MariaDB ({@code for `database`.`…`}) name the table they speak of. */
    private static final Pattern MENTION =
            Pattern.compile(" (?:of|for)(?: relation)? (?:`[^`]*`\\.)?[\"`]" + PREFIX + "\\w*[\"`]");

    private StageName() {}

    /** What all staging tables of an object and a table begin with. */
    static String prefix(String table, String source) {
        return PREFIX + Hash.hex(table.toLowerCase(Locale.ROOT) + '\0' + source, OBJECT_DIGITS) + "_";
    }

    /** The one of a load; without a version each run has its own, for it cannot be resumed. */
    static String of(String table, LoadId load) {
        String version = load.version().map(v -> "v" + v).orElse("r" + load.id());
        return prefix(table, load.source()) + Hash.hex(version, VERSION_DIGITS);
    }

    /** A server's words about a record, without the staging table: it is gone when they are read, and was never asked for. */
    public static String unmentioned(String words) {
        return MENTION.matcher(words).replaceAll("");
    }
}
