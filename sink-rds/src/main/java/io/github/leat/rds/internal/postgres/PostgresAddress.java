package io.github.leat.rds.internal.postgres;

import io.github.leat.rds.internal.DriverAddress;
import io.github.leat.rds.internal.IamLogin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
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

    private final DriverAddress driver;
    private final int connections;
    private final int copies;

    private PostgresAddress(DriverAddress driver, int connections, int copies) {
        this.driver = driver;
        this.connections = connections;
        this.copies = copies;
    }

    static PostgresAddress parse(String url, Properties given) {
        SortedMap<String, String> properties = new TreeMap<>();
        given.stringPropertyNames().forEach(name -> properties.put(name, given.getProperty(name)));
        int question = url.indexOf('?');
        String bare = DriverAddress.withoutUser(question < 0 ? url : url.substring(0, question), properties);
        List<String> kept = new ArrayList<>();
        for (String parameter : question < 0
                ? List.<String>of()
                : List.of(url.substring(question + 1).split("&", -1))) {
            String name = parameter.substring(0, Math.max(0, parameter.indexOf('=')));
            if (OURS.contains(name) || IamLogin.SETTINGS.contains(name)) {
                properties.put(name, DriverAddress.decode(parameter.substring(name.length() + 1)));
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
        return new PostgresAddress(new DriverAddress(rest, properties, iam), connections, copies);
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

    /** What people call it: the address without parameters, which may hold a password. */
    String name() {
        String url = driver.url();
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    DriverAddress driver() {
        return driver;
    }

    int connections() {
        return connections;
    }

    /** Connections over which one load may copy at once. */
    int copies() {
        return copies;
    }
}
