package io.github.leat.rds.internal;

import java.util.List;

/** Names of the tables that keep what loads have changed. */
final class UndoTables {
    /** The list of these loads. */
    static final String LOG = "_leat_undo";

    private static final int DIGITS = 16;

    private UndoTables() {}

    /** The rows that a load has added, or changed rows as they are after it. */
    static String added(String loadId) {
        return name(loadId) + "_a";
    }

    /** The rows that a load has removed, or changed rows as they were before it. */
    static String removed(String loadId) {
        return name(loadId) + "_r";
    }

    /** What was removed before it is known which of it is there again. */
    static String found(String loadId) {
        return name(loadId) + "_f";
    }

    /** The same rows as they are after the load. */
    static String now(String loadId) {
        return name(loadId) + "_n";
    }

    /** Rows that stay though rows like them go. */
    static String spare(String loadId) {
        return name(loadId) + "_s";
    }

    /** All tables that there may be for a load. */
    static List<String> all(String loadId) {
        return List.of(added(loadId), removed(loadId), found(loadId), now(loadId), spare(loadId));
    }

    private static String name(String loadId) {
        return LOG + "_" + Hash.hex(loadId, DIGITS);
    }
}
