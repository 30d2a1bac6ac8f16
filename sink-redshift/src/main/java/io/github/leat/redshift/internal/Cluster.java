package io.github.leat.redshift.internal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;

/**
 * How a cluster or workgroup is reached: by PostgreSQL's driver, which Redshift understands. Immutable; each {@link #connect} makes
 * a connection of its own. Thread-safe.
 */
public final class Cluster {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

    private final String host;
    private final int port;
    private final String database;
    private final Properties properties;

    /**
     * A cluster.
     *
     * @param properties what else the driver takes: {@code user}, {@code password}, {@code sslmode} and so on
     */
    public Cluster(String host, int port, String database, Properties properties) {
        this.host = host;
        this.port = port;
        this.database = database;
        this.properties = (Properties) properties.clone();
        this.properties.putIfAbsent("ApplicationName", "leat");
        if (!this.properties.containsKey("sslmode")) {
            this.properties.setProperty("sslmode", LOCAL.contains(host) ? "prefer" : "verify-full");
            if (!this.properties.containsKey("sslrootcert") && !this.properties.containsKey("sslfactory")) {
                // certificates of Redshift are signed by an authority that Java knows
                this.properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            }
        }
        this.properties.putIfAbsent("tcpKeepAlive", "true");
        // each statement runs once, so that preparing it on the server only costs
        this.properties.putIfAbsent("prepareThreshold", "0");
    }

    /** Host, port and database, for people. */
    public String name() {
        return "redshift:" + host + ":" + port + "/" + database;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + database, properties);
    }
}
