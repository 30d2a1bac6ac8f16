package io.github.leat.rds.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a driver is told to connect: its address, its properties, and who logs in by token, if anybody does. Holds secrets: its text
 * is never printed.
 */
public record DriverAddress(
        String url,
        SortedMap<String, String> properties,
        @Nullable IamLogin iam) {
    /** Connects; by a new token where tokens are asked for, since one is good for 15 minutes only. */
    public Connection connect() throws SQLException {
        Properties copy = new Properties();
        properties.forEach(copy::setProperty);
        return DriverManager.getConnection(url, iam == null ? copy : iam.addTo(copy));
    }

    /** What makes connections of two addresses the same: server, database, user and every setting. */
    public String identity() {
        return url + '\0' + properties + '\0' + iam;
    }

    @Override
    public String toString() {
        return "an address";
    }

    /**
     * Takes {@code user:password@} out of an address and puts both to the properties that do not have them: a driver may take them
     * for a part of the host, and log them.
     */
    public static String withoutUser(String bare, Map<String, String> properties) {
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

    /** The text of a parameter. */
    public static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
