package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.Permission;
import io.github.leat.redshift.IamLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshift.model.GetClusterCredentialsResponse;
import software.amazon.awssdk.services.redshift.model.GetClusterCredentialsWithIamResponse;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.GetCredentialsResponse;

/**
 * Users and passwords by GetClusterCredentials, GetClusterCredentialsWithIAM or the serverless GetCredentials, for as long as they hold:
 * 900 s, the shortest there is (API references of both services, pages of these names, read 2026-11-27).
 */
public final class IamLogins implements Logins {
    private static final int SECONDS = 900;
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final IamLogin identity;
    private final String database;
    private @Nullable Login login;
    private Instant until = Instant.MIN;

    public IamLogins(IamLogin identity, String database) {
        this.identity = identity;
        this.database = database;
    }

    @Override
    public List<Permission> permissions() {
        return Rights.of(identity, database);
    }

    @Override
    public synchronized Optional<Login> login(String where) {
        Login known = login;
        if (known == null || Instant.now().isAfter(until)) {
            known = ask(where);
            login = known;
        }
        return Optional.of(known);
    }

    private Login ask(String where) {
        try {
            if (identity.isWorkgroup()) {
                try (RedshiftServerlessClient client = build(
                        RedshiftServerlessClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()))) {
                    GetCredentialsResponse found =
                            client.getCredentials(request -> request.workgroupName(identity.name())
                                    .dbName(database)
                                    .durationSeconds(SECONDS));
                    return keep(found.dbUser(), found.dbPassword(), found.expiration());
                }
            }
            try (RedshiftClient client =
                    build(RedshiftClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()))) {
                return identity.dbUser().isPresent()
                        ? ofUser(client, identity.dbUser().get())
                        : ofIdentity(client);
            }
        } catch (SdkException e) {
            throw new PermanentSinkException(
                    where + ": no login by IAM to " + (identity.isWorkgroup() ? "workgroup " : "cluster ")
                            + identity.name() + ": " + e.getMessage()
                            + " Check the caller's credentials, and that they may do that.",
                    e);
        }
    }

    private Login ofUser(RedshiftClient client, String user) {
        GetClusterCredentialsResponse found =
                client.getClusterCredentials(request -> request.clusterIdentifier(identity.name())
                        .dbName(database)
                        .dbUser(user)
                        .autoCreate(false)
                        .durationSeconds(SECONDS));
        return keep(found.dbUser(), found.dbPassword(), found.expiration());
    }

    private Login ofIdentity(RedshiftClient client) {
        GetClusterCredentialsWithIamResponse found = client.getClusterCredentialsWithIAM(request ->
                request.clusterIdentifier(identity.name()).dbName(database).durationSeconds(SECONDS));
        return keep(found.dbUser(), found.dbPassword(), found.expiration());
    }

    private Login keep(String user, String password, @Nullable Instant expiration) {
        until = expiration == null ? Instant.MIN : expiration.minus(MARGIN);
        return new Login(user, password);
    }

    private <C, B extends AwsClientBuilder<B, C>> C build(B builder) {
        identity.region().ifPresent(builder::region);
        identity.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
