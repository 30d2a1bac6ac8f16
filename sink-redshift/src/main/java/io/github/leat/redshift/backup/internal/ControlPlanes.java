package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Caller;
import io.github.leat.aws.Clients;
import io.github.leat.core.rate.Ticker;
import io.github.leat.redshift.backup.BackupException;
import io.github.leat.redshift.backup.BackupException.Reason;
import io.github.leat.redshift.backup.Warehouse;
import java.net.URI;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;

/** Opens the client of the service that a warehouse is of; that of the other is not even loaded. */
public final class ControlPlanes {
    private ControlPlanes() {}

    /**
     * The plane of a warehouse.
     *
     * @throws BackupException if no region is set
     */
    public static ControlPlane open(
            Warehouse warehouse,
            Optional<Region> region,
            Optional<URI> endpoint,
            Ticker ticker,
            RandomGenerator random) {
        Caller caller = new Caller(ticker, random, Failures::of);
        try {
            if (warehouse instanceof Warehouse.Cluster cluster) {
                return cluster(
                        Clients.configured(RedshiftClient.builder(), region, endpoint)
                                .build(),
                        caller,
                        cluster.name());
            }
            return namespace(
                    Clients.configured(RedshiftServerlessClient.builder(), region, endpoint)
                            .build(),
                    caller,
                    warehouse.name());
        } catch (NoClassDefFoundError e) {
            String artifact = warehouse instanceof Warehouse.Cluster ? "redshift" : "redshiftserverless";
            throw new BackupException(
                    Reason.UNREACHABLE,
                    "The client for " + warehouse.described() + " is not on the class path. Add software.amazon.awssdk:"
                            + artifact + ", which leat-sink-redshift has as an optional dependency.",
                    e);
        } catch (SdkException e) {
            throw new BackupException(
                    Reason.UNREACHABLE,
                    "The region of " + warehouse.described() + " is not known. Name it with --region or AWS_REGION.",
                    e);
        }
    }

    private static ControlPlane cluster(RedshiftClient client, Caller caller, String name) {
        return new ControlPlane(
                new Snapshots(new ClusterSnapshots(client, caller, name), caller),
                new ClusterSchedules(client, caller, name),
                new ClusterRestores(client, caller, name),
                new TableRestores(new ClusterTables(client, caller, name), caller),
                new ClusterCopies(client, caller, name),
                client);
    }

    private static ControlPlane namespace(RedshiftServerlessClient client, Caller caller, String name) {
        return new ControlPlane(
                new Snapshots(new NamespaceSnapshots(client, caller, name), caller),
                new NamespaceSchedules(client, caller, name),
                new NamespaceRestores(client, caller, name),
                new TableRestores(new NamespaceTables(client, caller, name), caller),
                new NamespaceCopies(client, caller, name),
                client);
    }
}
