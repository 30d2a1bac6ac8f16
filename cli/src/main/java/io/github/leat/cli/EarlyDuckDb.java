package io.github.leat.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has DuckDB's library loaded and made ready by a thread of its own while the command line and the file are read, where the command
 * seems to want it.
 *
 * <p>A process's first database takes some 300 ms to open, its second 30: what differs is work that any database can do for the others, so
 * one in memory does it, which is closed again. That it fails is nothing to say here: the load meets the same and says it.
 */
final class EarlyDuckDb {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyDuckDb.class);
    private static final String ADDRESS = "duckdb:";
    private static final String INTO = "--into";

    private EarlyDuckDb() {}

    /** Starts the thread, or one that has nothing to do. It must have ended before the process does: native code ends badly halfway. */
    static Thread start(String... args) {
        Thread thread = new Thread(isWanted(List.of(args)) ? EarlyDuckDb::open : () -> {}, "leat-early-duckdb");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Whether an argument is an address of DuckDB, or it is a load without a target, which goes there. */
    static boolean isWanted(List<String> args) {
        if (args.stream().anyMatch(arg -> arg.startsWith(ADDRESS) || arg.startsWith(INTO + '=' + ADDRESS))) {
            return true;
        }
        return args.size() > 1
                && args.get(0).equals("load")
                && args.stream().noneMatch(arg -> arg.startsWith(INTO) || arg.equals("--help") || arg.equals("-h"));
    }

    private static void open() {
        try (Connection connection = DriverManager.getConnection("jdbc:" + ADDRESS)) {
            LOG.debug("DuckDB is ready: {}", connection);
        } catch (SQLException | LinkageError e) {
            LOG.debug("DuckDB could not be made ready early.", e);
        }
    }
}
