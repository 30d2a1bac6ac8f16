package io.github.leat.spark.app;

import io.github.leat.cli.ClusterLoad;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.load.Load;
import io.github.leat.spark.LoadSpec;
import java.sql.Driver;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A load as the words of its command line, which are all that travels: each machine reads them, and the secret that they name, once.
 *
 * @param arguments the command line
 */
record CommandLineSpec(List<String> arguments) implements LoadSpec {
    private static final Logger LOG = LoggerFactory.getLogger(CommandLineSpec.class);
    private static final Map<List<String>, Ready> READY = new ConcurrentHashMap<>();

    private record Ready(ClusterLoad load, Properties login) {}

    CommandLineSpec {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Load of(ByteSource source) {
        Ready ready = READY.computeIfAbsent(arguments, CommandLineSpec::prepare);
        return ready.load().load(source, ready.login());
    }

    /** DriverManager looks for drivers once, in the loader of Spark's own jars; those of this jar make themselves known when they are made. */
    private static void registerDrivers() {
        for (Driver driver : ServiceLoader.load(Driver.class, CommandLineSpec.class.getClassLoader())) {
            LOG.debug("{} is there", driver.getClass().getName());
        }
    }

    private static Ready prepare(List<String> arguments) {
        registerDrivers();
        ClusterLoad load = ClusterLoad.parse(arguments);
        Properties login = load.secret()
                .map(secret -> StoredLogin.read(secret, load.namesUser()))
                .orElseGet(Properties::new);
        return new Ready(load, login);
    }
}
