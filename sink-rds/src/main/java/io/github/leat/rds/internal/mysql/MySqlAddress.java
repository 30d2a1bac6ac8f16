package io.github.leat.rds.internal.mysql;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is, and how it is reached: {@code jdbc:mariadb://} or {@code jdbc:mysql://}, both by MariaDB's driver.
 *
 * <p>Settings of ours are taken out of the address; of the driver's, some get another default: TLS with the server's name
 * checked unless the host is this machine, keep-alive, the bulk protocol, and no reading of local files.
 */
final class MySqlAddress {
    private static final Pattern ADDRESS = Pattern.compile("jdbc:(?:mariadb|mysql):(?:[a-z-]+:)?//([^/?]*)(?:/.*)?");
    private static final String CONNECTIONS = "leatConnections";
    private static final String LOAD_DATA = "leatLoadData";
    private static final Set<String> OURS = Set.of(CONNECTIONS, LOAD_DATA);
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private static final Pattern PORT = Pattern.compile(":(\\d+)$");
    private static final String DEFAULT_PORT = "3306";

    /** The driver's modes with TLS, by their names and its aliases. */
    private static final Set<String> SURE_OF_TLS =
            Set.of("trust", "required", "verify-ca", "verify_ca", "verify-full", "verify_full", "verify_identity");

    private final String name;
    private final DriverAddress driver;
    private final int connections;
    private final boolean loadsData;

    private MySqlAddress(String name, DriverAddress driver, int connections, boolean loadsData) {
        this.name = name;
        this.driver = driver;
        this.connections = connections;
        this.loadsData = loadsData;
    }

    static MySqlAddress parse(String url, Properties given) {
        SortedMap<String, String> properties = new TreeMap<>();
        given.stringPropertyNames().forEach(key -> properties.put(key, given.getProperty(key)));
        int question = url.indexOf('?');
        String bare = DriverAddress.withoutUser(question < 0 ? url : url.substring(0, question), properties);
        List<String> kept = new ArrayList<>();
        for (String parameter : question < 0
                ? List.<String>of()
                : List.of(url.substring(question + 1).split("&", -1))) {
            int equals = parameter.indexOf('=');
            String key = equals < 0 ? parameter : parameter.substring(0, equals);
            if (OURS.contains(key) || IamLogin.SETTINGS.contains(key)) {
                properties.put(key, equals < 0 ? "" : DriverAddress.decode(parameter.substring(equals + 1)));
            } else {
                kept.add(parameter);
            }
        }
        Matcher address = ADDRESS.matcher(bare);
        if (!address.matches()) {
            throw new IllegalArgumentException("\"" + bare + "\" is not the address of a database. Write"
                    + " jdbc:mariadb://host:port/database?user=… or jdbc:mysql://…, and the password in MYSQL_PWD.");
        }
        int connections = connectionsOf(properties.remove(CONNECTIONS));
        boolean loadsData = isTrue(properties.remove(LOAD_DATA));
        IamLogin.Asked asked = IamLogin.take(properties);
        Map<String, String> said = said(properties, kept);
        boolean local = isLocal(address.group(1));
        IamLogin iam = null;
        if (asked.on()) {
            if (!local) {
                requireTls(said(properties, List.of()));
                requireTls(said);
            }
            iam = iam(asked, said, address.group(1));
        }
        addDefaults(properties, said, local, loadsData, iam != null);
        String driverUrl = bare.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:");
        String rest = kept.isEmpty() ? driverUrl : driverUrl + "?" + String.join("&", kept);
        return new MySqlAddress(bare, new DriverAddress(rest, properties, iam), connections, loadsData);
    }

    /** All parameters, those of the address and the properties; the driver does not tell upper from lower case in them. */
    private static Map<String, String> said(Map<String, String> properties, List<String> parameters) {
        Map<String, String> said = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        said.putAll(properties);
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            said.put(
                    equals < 0 ? parameter : parameter.substring(0, equals),
                    equals < 0 ? "" : DriverAddress.decode(parameter.substring(equals + 1)));
        }
        return said;
    }

    private static boolean isLocal(String hosts) {
        boolean local = true;
        for (String host : hosts.split(",", -1)) {
            local &= LOCAL.contains(PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT));
        }
        return local;
    }

    private static void requireTls(Map<String, String> said) {
        String mode = said.get("sslMode");
        if (mode != null && !SURE_OF_TLS.contains(mode.toLowerCase(Locale.ROOT))) {
            throw IamLogin.withoutTls("sslMode=" + mode);
        }
    }

    private static IamLogin iam(IamLogin.Asked asked, Map<String, String> said, String hosts) {
        Matcher port = PORT.matcher(hosts);
        return asked.login(
                PORT.matcher(hosts).replaceFirst(""),
                port.find() ? port.group(1) : DEFAULT_PORT,
                said.get("user"),
                said.containsKey("password"));
    }

    private static void addDefaults(
            Map<String, String> properties,
            Map<String, String> said,
            boolean local,
            boolean loadsData,
            boolean byToken) {
        if ("true".equalsIgnoreCase(said.get("transactionReplay"))) {
            throw new IllegalArgumentException("transactionReplay=true would write records twice after a fail-over."
                    + " Leave it out: the load goes on at its last commit by itself.");
        }
        Map<String, String> defaults = new TreeMap<>();
        defaults.put("tcpKeepAlive", "true");
        defaults.put("useBulkStmts", "true");
        defaults.put("connectionAttributes", "program_name:leat");
        defaults.put("allowLocalInfile", String.valueOf(loadsData));
        if (!local) {
            defaults.put("sslMode", "verify-full");
        }
        String password = System.getenv("MYSQL_PWD");
        if (!byToken && password != null) {
            defaults.put("password", password);
        }
        defaults.forEach((key, value) -> {
            if (!said.containsKey(key)) {
                properties.put(key, value);
            }
        });
    }

    private static boolean isTrue(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new IllegalArgumentException(LOAD_DATA + " must be true or false, got \"" + text + "\".");
    }

    private static int connectionsOf(@Nullable String text) {
        if (text == null) {
            return MySqlLocks.DEFAULT;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                CONNECTIONS + " must be 1 or more, got \"" + text + "\". Say how many connections all loads share.");
    }

    /** What people call it: the address without parameters, which may hold a password. */
    String name() {
        return name;
    }

    DriverAddress driver() {
        return driver;
    }

    int connections() {
        return connections;
    }

    /** Whether the user has turned on LOAD DATA LOCAL INFILE. */
    boolean loadsData() {
        return loadsData;
    }
}
