package io.github.leat.rds.internal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Connections by address; user and password are among the properties, never in the name. */
public final class JdbcConnector implements Connector {
    private final String url;
    private final Map<String, String> properties;
    private volatile @Nullable Dialect known;

    /** Copies the properties. */
    public JdbcConnector(String url, Properties properties) {
        this.url = url;
        this.properties = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> this.properties.put(name, properties.getProperty(name)));
    }

    /** The address without user information and parameters, either of which may hold a password. */
    @Override
    public String name() {
        return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//").replaceFirst(":[^:/@]+/[^/@]*@", ":");
    }

    /** Asks a connection once which database it is, where the address does not say it. */
    @Override
    public Dialect dialect() {
        Dialect dialect = known;
        if (dialect == null) {
            dialect = Dialects.ofUrl(url).orElseGet(() -> {
                Dialects.requireDriver(url, name());
                return Dialects.of(this::connect, name());
            });
            known = dialect;
        }
        return dialect;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public Connection connect() throws SQLException {
        Properties copy = new Properties();
        properties.forEach(copy::setProperty);
        return DriverManager.getConnection(url, copy);
    }
}
