package io.github.leat.redshift.internal;

import io.github.leat.core.Permission;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** A cluster or workgroup reached by PostgreSQL's driver, which Redshift understands. */
public final class JdbcCluster implements Cluster {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

    private final String host;
    private final int port;
    private final String database;
    private final Properties properties;
    private final Logins logins;

    /**
     * A cluster.
     *
     * @param properties what else the driver takes: {@code user}, {@code password}, {@code sslmode} and so on
     */
    public JdbcCluster(String host, int port, String database, Properties properties) {
        this(host, port, database, properties, Logins.NONE);
    }

    /** The same with users and passwords that are asked for before each connection. */
    public JdbcCluster(String host, int port, String database, Properties properties, Logins logins) {
        this.host = host;
        this.port = port;
        this.database = database;
        this.logins = logins;
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

    @Override
    public String name() {
        return "redshift:" + host + ":" + port + "/" + database;
    }

    @Override
    public List<Permission> permissions() {
        return logins.permissions();
    }

    @Override
    public Session open(String where) {
        Properties all = (Properties) properties.clone();
        logins.login(where).ifPresent(login -> {
            all.setProperty("user", login.user());
            all.setProperty("password", login.password());
        });
        try {
            return new JdbcSession(
                    where, DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + database, all));
        } catch (SQLException e) {
            throw Errors.translate(e, Errors.CONNECT, where);
        }
    }
}
