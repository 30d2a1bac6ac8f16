package io.github.leat.rds.internal.postgres;

import io.github.leat.rds.internal.IamLogin;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Where a database is, and how it is reached.
 *
 * <p>Settings of ours are taken out of the address; of the driver's, some get another default: TLS with the server's name
 * checked unless the host is this machine, no prepared statements that a pooler would have to know, and keep-alive.
 */
final class PostgresAddress {
    private static final String PREFIX = "jdbc:postgresql:";
    private static final String CONNECTIONS = "leatConnections";
    private static final String COPIES = "leatCopies";
    private static final Set<String> OURS = Set.of(CONNECTIONS, COPIES);
    private static final int DEFAULT_COPIES = 2;
    private static final int MOST_COPIES = 8;
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    /** The driver's modes that never go without TLS. */
    private static final Set<String> SURE_OF_TLS = Set.of("require", "verify-ca", "verify-full");

    private final String url;
    private final Map<String, String> properties;
    private final int connections;
    private final int copies;
    private final @Nullable IamLogin iam;

    private PostgresAddress(
            String url, Map<String, String> properties, int connections, int copies, @Nullable IamLogin iam) {
        this.url = url;
        this.properties = properties;
        this.connections = connections;
        this.copies = copies;
        this.iam = iam;
    }

    static PostgresAddress parse(String url, Properties given) {
        Map<String, String> properties = new TreeMap<>();
        given.stringPropertyNames().forEach(name -> properties.put(name, given.getProperty(name)));
        int question = url.indexOf('?');
        String bare = withoutUser(question < 0 ? url : url.substring(0, question), properties);
        List<String> kept = new ArrayList<>();
        for (String parameter : question < 0
                ? List.<String>of()
                : List.of(url.substring(question + 1).split("&", -1))) {
            String name = parameter.substring(0, Math.max(0, parameter.indexOf('=')));
            if (OURS.contains(name) || IamLogin.SETTINGS.contains(name)) {
                properties.put(name, decode(parameter.substring(name.length() + 1)));
            } else {
                kept.add(parameter);
            }
        }
        int connections =
                ours(properties, CONNECTIONS, Slots.DEFAULT, Integer.MAX_VALUE, "how many connections all loads share");
        int copies = ours(properties, COPIES, DEFAULT_COPIES, MOST_COPIES, "over how many of them one load may copy");
        IamLogin.Asked asked = IamLogin.take(properties);
        String rest = kept.isEmpty() ? bare : bare + "?" + String.join("&", kept);
        Properties parsed = Driver.parseURL(rest, null);
        if (!url.startsWith(PREFIX) || parsed == null) {
            throw new IllegalArgumentException("\"" + bare + "\" is not the address of a database. Write"
                    + " jdbc:postgresql://host:port/database?user=…, and the password in PGPASSWORD or a pgpass file.");
        }
        boolean local = isLocal(parsed);
        IamLogin iam = asked.on() ? iam(asked, properties, parsed, local) : null;
        addDefaults(properties, parsed, local, iam != null);
        return new PostgresAddress(rest, properties, connections, copies, iam);
    }

    private static void addDefaults(Map<String, String> properties, Properties parsed, boolean local, boolean byToken) {
        putDefault(properties, parsed, "ApplicationName", "leat");
        putDefault(properties, parsed, "tcpKeepAlive", "true");
        putDefault(properties, parsed, "prepareThreshold", "0");
        putDefault(properties, parsed, "socketFactory", LingeringSockets.class.getName());
        boolean asked = List.of("sslmode", "ssl", byToken ? "sslmode" : "sslfactory").stream()
                .anyMatch(name -> said(properties, parsed, name) != null);
        if (!local && !asked) {
            properties.put("sslmode", "verify-full");
        }
        String password = System.getenv("PGPASSWORD");
        if (!byToken
                && password != null
                && !properties.containsKey("password")
                && parsed.getProperty("password") == null) {
            properties.put("password", password);
        }
    }

    private static boolean isLocal(Properties parsed) {
        boolean local = true;
        for (String host : parsed.getProperty("PGHOST", "localhost").split(",", -1)) {
            local &= host.startsWith("/") || LOCAL.contains(host.toLowerCase(Locale.ROOT));
        }
        return local;
    }

    private static IamLogin iam(
            IamLogin.Asked asked, Map<String, String> properties, Properties parsed, boolean local) {
        if (!local) {
            requireTls(properties.get("sslmode"), properties.get("ssl"));
            requireTls(parsed.getProperty("sslmode"), parsed.getProperty("ssl"));
        }
        return asked.login(
                parsed.getProperty("PGHOST", "localhost"),
                parsed.getProperty("PGPORT", "5432"),
                said(properties, parsed, "user"),
                said(properties, parsed, "password") != null);
    }

    private static void requireTls(@Nullable String mode, @Nullable String ssl) {
        if (mode != null && !SURE_OF_TLS.contains(mode.toLowerCase(Locale.ROOT))) {
            throw IamLogin.withoutTls("sslmode=" + mode);
        }
        if (ssl != null && !ssl.isEmpty() && !ssl.equalsIgnoreCase("true")) {
            throw IamLogin.withoutTls("ssl=" + ssl);
        }
    }

    private static @Nullable String said(Map<String, String> properties, Properties parsed, String name) {
        String inAddress = parsed.getProperty(name);
        return inAddress != null ? inAddress : properties.get(name);
    }

    private static void putDefault(Map<String, String> properties, Properties parsed, String name, String value) {
        if (!properties.containsKey(name) && parsed.getProperty(name) == null) {
            properties.put(name, value);
        }
    }

    private static int ours(Map<String, String> properties, String name, int unsaid, int most, String what) {
        String text = properties.remove(name);
        if (text == null) {
            return unsaid;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(name + " must be 1 or more"
                + (most == Integer.MAX_VALUE ? "" : ", at most " + most) + ", got \"" + text + "\". Say " + what + ".");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Takes {@code user:password@} out of the address: the driver would take it for a part of the host, and log it. */
    private static String withoutUser(String bare, Map<String, String> properties) {
        int from = bare.indexOf("//") + 2;
        int slash = bare.indexOf('/', from);
        int at = bare.lastIndexOf('@', slash < 0 ? bare.length() : slash);
        if (from < 2 || at < from) {
            return bare;
        }
        String[] user = bare.substring(from, at).split(":", 2);
        properties.putIfAbsent("user", decode(user[0]));
        if (user.length > 1) {
            properties.putIfAbsent("password", decode(user[1]));
        }
        return bare.substring(0, from) + bare.substring(at + 1);
    }

    /** What people call it: the address without parameters, which may hold a password. */
    String name() {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    /** What makes connections of two addresses the same: server, database, user and every setting. */
    String identity() {
        return url + '\0' + properties + '\0' + iam;
    }

    int connections() {
        return connections;
    }

    /** Connections over which one load may copy at once. */
    int copies() {
        return copies;
    }

    String url() {
        return url;
    }

    /** Connects; by a new token where tokens are asked for, since one is good for 15 minutes only. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, iam == null ? properties() : iam.addTo(properties()));
    }

    /** A copy with the password if there is one, for the driver only. */
    Properties properties() {
        Properties copy = new Properties();
        properties.forEach(copy::setProperty);
        return copy;
    }
}
