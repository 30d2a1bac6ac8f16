package io.github.leat.rds;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Makes the token that is the password of one new connection, for addresses with {@code leatIam=true}.
 *
 * <p>The module {@code leat-rds-iam} has one for IAM of AWS. It is found by {@link java.util.ServiceLoader} when the first such
 * address is read, so that who uses passwords needs nothing of AWS. Implementations are thread-safe.
 */
public interface TokenSource {
    /**
     * A new token. Called once for each new connection; may ask for credentials over the network.
     *
     * @param host the server's name, as in the address
     * @param port the server's port
     * @param user the database's user
     * @param region the region as the address gives it; empty to find it out
     * @throws SQLException if there are no credentials or no region; its message is shown to the user and holds no secret
     */
    String token(String host, int port, String user, Optional<String> region) throws SQLException;
}
