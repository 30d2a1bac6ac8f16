package io.github.leat.redshift.internal;

import io.github.leat.core.sink.LoadId;
import java.util.List;

/**
 * Names of what waits for the end of a load: the staging table {@code _leat_stage_<object and table>_<version>}, and the prefix
 * {@code <object and table>/<run>/} on S3. The first part is the same for all versions of an object, so that a load finds what dead
 * loads left.
 */
final class StageName {
    private static final String PREFIX = "_leat_stage_";
    private static final int OBJECT_DIGITS = 16;
    private static final int VERSION_DIGITS = 12;

    private StageName() {}

    private static String object(Table table, String source) {
        return Hash.hex(table.key() + '\0' + source, OBJECT_DIGITS);
    }

    /** What all staging tables of an object and a table begin with. */
    static String prefix(Table table, String source) {
        return PREFIX + object(table, source) + "_";
    }

    /** The one of a load; without a version each run has its own, for it cannot be resumed. */
    static String of(Table table, LoadId load) {
        String version = load.version().map(v -> "v" + v).orElse("r" + load.id());
        return prefix(table, load.source()) + Hash.hex(version, VERSION_DIGITS);
    }

    /** The name of all runs of a joint load of these objects. */
    static String job(Table table, List<String> sources) {
        return object(table, String.join("\0", sources));
    }

    /** What all staging tables of a joint load begin with. */
    static String jobPrefix(String job) {
        return PREFIX + job + "_";
    }

    /** The staging table of one run of a joint load. */
    static String ofJob(String job, String run) {
        return jobPrefix(job) + Hash.hex(run, VERSION_DIGITS);
    }

    /** The prefix on S3 of all runs of an object and a table. */
    static String folder(Table table, String source) {
        return object(table, source) + "/";
    }

    /** The prefix on S3 of one run. */
    static String folder(Table table, LoadId load, String opening) {
        return folder(table, load.source()) + load.id() + "-" + opening + "/";
    }
}
