package io.github.leat.iam;

import io.github.leat.rds.TokenSource;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Tokens signed with the credentials that the AWS SDK finds: environment, system properties, profiles, container, instance.
 *
 * <p>Credentials and region are looked up for each token; the SDK keeps those that it had to ask for until they expire. Signing
 * itself needs no network.
 */
public final class IamTokenSource implements TokenSource {
    private static final String NO_AUTHORIZATION = "28000";

    /** Made by {@link java.util.ServiceLoader}. */
    public IamTokenSource() {}

    /**
     * {@inheritDoc}
     *
     * <p>Without a region given: that in a name such as {@code db.abc.eu-central-1.rds.amazonaws.com}, where the server surely
     * is, then that of the SDK's chain.
     */
    @Override
    public String token(String host, int port, String user, Optional<String> region) throws SQLException {
        Token token = new Token(host, port, user, regionOf(host, region));
        try {
            AwsCredentials credentials = Credentials.PROVIDER.resolveCredentials();
            return token.sign(credentials, Clock.systemUTC());
        } catch (SdkClientException e) {
            throw new SQLInvalidAuthorizationSpecException(
                    "no AWS credentials were found to sign a token for " + user + " at " + host
                            + " with. Give them as for any program of AWS (environment, profile, role), or leave leatIam out.",
                    NO_AUTHORIZATION,
                    e);
        }
    }

    private static String regionOf(String host, Optional<String> given) throws SQLException {
        if (given.isPresent()) {
            return given.get();
        }
        Optional<String> ofHost = Token.regionOf(host);
        if (ofHost.isPresent()) {
            return ofHost.get();
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException e) {
            throw new SQLInvalidAuthorizationSpecException(
                    "no region to sign a token for " + host
                            + " with: the host's name holds none, and the SDK finds none."
                            + " Add leatRegion=… to the address, or set AWS_REGION.",
                    NO_AUTHORIZATION,
                    e);
        }
    }

    /** One for the process: it keeps credentials that it had to ask for. */
    private static final class Credentials {
        static final DefaultCredentialsProvider PROVIDER =
                DefaultCredentialsProvider.builder().build();
    }
}
