package io.github.leat.redshift;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * A database reached by the Redshift Data API: HTTPS and IAM, no connection, so that it works from where the cluster's network is not
 * reached, such as a Lambda function outside its VPC. The SDK finds the caller's credentials; {@link #dbUser} or {@link #secret} say
 * who the caller is in the database, else that is derived from the IAM identity. Immutable; each method answers a changed copy.
 *
 * @param name of the serverless workgroup, or the identifier of the provisioned cluster
 * @param isWorkgroup whether it is a workgroup
 * @param database name of the database
 * @param dbUser the user of a cluster's database, needs {@code redshift:GetClusterCredentials}; not for workgroups
 * @param secret name or ARN of a secret with user and password
 * @param region of the cluster; empty: the SDK's
 * @param endpoint of the Data API; empty: the SDK's
 */
public record DataApi(
        String name,
        boolean isWorkgroup,
        String database,
        Optional<String> dbUser,
        Optional<String> secret,
        Optional<Region> region,
        Optional<URI> endpoint) {
    /**
     * Checks what the service would refuse.
     *
     * @throws IllegalArgumentException if a name is empty, or a workgroup has a {@code dbUser}, or there are both user and secret
     */
    public DataApi {
        if (name.isEmpty() || database.isEmpty()) {
            throw new IllegalArgumentException("The Data API needs a workgroup or cluster, and a database.");
        }
        if (dbUser.isPresent() && (isWorkgroup || secret.isPresent())) {
            throw new IllegalArgumentException(
                    isWorkgroup
                            ? "A workgroup derives the database user from the IAM identity. Leave the database user out, or name a"
                                    + " secret."
                            : "A database user and a secret exclude each other. Name one of them.");
        }
    }

    /** A database of a serverless workgroup. */
    public static DataApi workgroup(String name, String database) {
        return of(name, true, database);
    }

    /** A database of a provisioned cluster. */
    public static DataApi cluster(String identifier, String database) {
        return of(identifier, false, database);
    }

    private static DataApi of(String name, boolean isWorkgroup, String database) {
        return new DataApi(
                name, isWorkgroup, database, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** As another user of a cluster's database. */
    public DataApi dbUser(String user) {
        return new DataApi(name, isWorkgroup, database, Optional.of(user), secret, region, endpoint);
    }

    /** As the user whose name and password a secret holds. */
    public DataApi secret(String nameOrArn) {
        return new DataApi(name, isWorkgroup, database, dbUser, Optional.of(nameOrArn), region, endpoint);
    }

    /** In another region than the SDK's. */
    public DataApi region(Region other) {
        return new DataApi(name, isWorkgroup, database, dbUser, secret, Optional.of(other), endpoint);
    }

    /** At another address than AWS's. */
    public DataApi endpoint(URI other) {
        return new DataApi(name, isWorkgroup, database, dbUser, secret, region, Optional.of(other));
    }
}
