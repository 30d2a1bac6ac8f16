package io.github.leat.redshift;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/**
 * Logging in over JDBC by an IAM identity: before a connection is made the service is asked for a user and a password that hold for
 * 15 minutes. The connection lives on after that. Immutable.
 *
 * @param name of the serverless workgroup, or the identifier of the provisioned cluster
 * @param isWorkgroup whether it is a workgroup
 * @param dbUser the user of a cluster's database; empty, and for workgroups: derived from the IAM identity
 * @param region of the cluster; empty: the SDK's
 * @param endpoint of the service; empty: the SDK's
 */
public record IamLogin(
        String name, boolean isWorkgroup, Optional<String> dbUser, Optional<Region> region, Optional<URI> endpoint) {
    private static final Pattern WORKGROUP =
            Pattern.compile("([^.]+)\\.\\d+\\.([a-z0-9-]+)\\.redshift-serverless\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern CLUSTER =
            Pattern.compile("([^.]+)\\.[^.]+\\.([a-z0-9-]+)\\.redshift\\.amazonaws\\.com(?:\\.cn)?");

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if the name is empty, or a workgroup has a {@code dbUser}
     */
    public IamLogin {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Logging in by IAM needs the name of a workgroup or cluster.");
        }
        if (isWorkgroup && dbUser.isPresent()) {
            throw new IllegalArgumentException(
                    "A workgroup derives the database user from the IAM identity. Leave the user out.");
        }
    }

    /** To a serverless workgroup; needs {@code redshift-serverless:GetCredentials}. */
    public static IamLogin workgroup(String name) {
        return new IamLogin(name, true, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * To a provisioned cluster as the IAM identity, which needs {@code redshift:GetClusterCredentialsWithIAM}; as a {@link #dbUser} it
     * needs {@code redshift:GetClusterCredentials}.
     */
    public static IamLogin cluster(String identifier) {
        return new IamLogin(identifier, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * To the cluster or workgroup, and in the region, that a host name of AWS says.
     *
     * @throws IllegalArgumentException if it is none, such as one of a domain of your own
     */
    public static IamLogin forHost(String host) {
        Matcher workgroup = WORKGROUP.matcher(host);
        if (workgroup.matches()) {
            return workgroup(workgroup.group(1)).region(Region.of(workgroup.group(2)));
        }
        Matcher cluster = CLUSTER.matcher(host);
        if (cluster.matches()) {
            return cluster(cluster.group(1)).region(Region.of(cluster.group(2)));
        }
        throw new IllegalArgumentException("The host name does not say which cluster or workgroup it is. Name it:"
                + " iam=workgroup:NAME or iam=cluster:NAME.");
    }

    /** As a user of a cluster's database. */
    public IamLogin dbUser(String user) {
        return new IamLogin(name, isWorkgroup, Optional.of(user), region, endpoint);
    }

    /** In another region than the SDK's. */
    public IamLogin region(Region other) {
        return new IamLogin(name, isWorkgroup, dbUser, Optional.of(other), endpoint);
    }

    /** At another address than AWS's. */
    public IamLogin endpoint(URI other) {
        return new IamLogin(name, isWorkgroup, dbUser, region, Optional.of(other));
    }
}
