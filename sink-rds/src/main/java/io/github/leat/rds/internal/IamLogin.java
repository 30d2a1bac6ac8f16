package io.github.leat.rds.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.rds.TokenSource;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who logs in where by a token for each connection. Immutable, thread-safe; holds no secret. */
public record IamLogin(String host, int port, String user, Optional<String> region) {
    private static final String IAM = "leatIam";
    private static final String REGION = "leatRegion";

    /** The settings in an address that are read here. */
    public static final Set<String> SETTINGS = Set.of(IAM, REGION);

    /**
     * Takes our settings out of the properties.
     *
     * @return whether tokens are asked for, and of which region
     */
    public static Asked take(Map<String, String> properties) {
        String iam = properties.remove(IAM);
        String region = properties.remove(REGION);
        if (iam != null && !iam.equals("true") && !iam.equals("false")) {
            throw new IllegalArgumentException(IAM + " must be true or false, got \"" + cut(iam) + "\".");
        }
        boolean on = iam != null && iam.equals("true");
        if (region != null && !on) {
            throw new IllegalArgumentException(
                    REGION + " goes with " + IAM + "=true. Add it, or leave the region out.");
        }
        if (region != null && !region.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException(
                    REGION + " must be a region such as eu-central-1, got \"" + cut(region) + "\".");
        }
        return new Asked(on, Optional.ofNullable(region));
    }

    /** Whether tokens are asked for; the region is empty where the address says none. */
    public record Asked(boolean on, Optional<String> region) {
        /**
         * The login for what the address says.
         *
         * @throws IllegalArgumentException if the address has a password, no user, or not one plain host, or if nothing on the
         *     class path makes tokens
         */
        public IamLogin login(String host, String port, @Nullable String user, boolean hasPassword) {
            if (hasPassword) {
                throw new IllegalArgumentException(
                        IAM + "=true logs in by a token, and the address has a password, too. Leave one of them out.");
            }
            if (user == null || user.isEmpty()) {
                throw new IllegalArgumentException(IAM + "=true needs the database's user. Add user=… to the address.");
            }
            if (!host.matches("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:]+]?") || !port.matches("\\d{1,5}")) {
                throw new IllegalArgumentException(
                        IAM + "=true needs one host and port, since a token is for one, got \"" + cut(host + ":" + port)
                                + "\".");
            }
            source(IamLogin.class.getClassLoader());
            return new IamLogin(host, Integer.parseInt(port), user, region);
        }
    }

    /**
     * The refusal of a connection that might send the token in the clear.
     *
     * @param setting the driver's setting as the address has it
     */
    public static IllegalArgumentException withoutTls(String setting) {
        return new IllegalArgumentException(IAM + "=true needs TLS, and " + cut(setting)
                + " may go without. Leave it out: then the certificate and the server's name are checked.");
    }

    /**
     * The properties with a new token as the password.
     *
     * @throws PermanentSinkException if none can be made
     */
    public Properties addTo(Properties properties) {
        try {
            properties.setProperty(
                    "password", source(IamLogin.class.getClassLoader()).token(host, port, user, region));
        } catch (SQLException e) {
            throw new PermanentSinkException(IAM + "=true: " + e.getMessage(), e);
        }
        return properties;
    }

    static TokenSource source(@Nullable ClassLoader loader) {
        Iterator<TokenSource> sources =
                ServiceLoader.load(TokenSource.class, loader).iterator();
        if (!sources.hasNext()) {
            throw new IllegalArgumentException(
                    IAM + "=true needs io.github.leat:leat-rds-iam, which is not on the class path."
                            + " Add it, or give a password instead.");
        }
        return sources.next();
    }

    private static String cut(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
