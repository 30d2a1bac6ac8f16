package io.github.leat.redshift.backup;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a snapshot is restored to. What is empty is as in the snapshot, or the service's default. */
public sealed interface RestoreTarget {
    /** What it is, with its name, for messages. */
    String described();

    /**
     * A new cluster, made by the restore and paid for from then on.
     *
     * @param cluster its identifier, which must be free
     * @param nodeType such as {@code ra3.xlplus}
     * @param nodes how many
     * @param subnetGroup needed for snapshots of clusters in a VPC (API reference, RestoreFromClusterSnapshot, read 2026-11-27)
     * @param securityGroups of the VPC; without any the default one
     * @param iamRoles ARNs of roles, such as the one COPY uses; the snapshot does not bring them
     */
    record NewCluster(
            Warehouse.Cluster cluster,
            Optional<String> nodeType,
            OptionalInt nodes,
            Optional<String> subnetGroup,
            List<String> securityGroups,
            List<String> iamRoles)
            implements RestoreTarget {
        /** Copies the lists. */
        public NewCluster {
            securityGroups = List.copyOf(securityGroups);
            iamRoles = List.copyOf(iamRoles);
        }

        @Override
        public String described() {
            return cluster.described();
        }
    }

    /**
     * A namespace and its workgroup, which are made where they are not there. A restore <b>replaces all databases</b> of a namespace
     * (management guide, "Restoring a snapshot" of Serverless, read 2026-11-27).
     *
     * @param namespace the namespace
     * @param workgroup what computes for it: 3 to 64 lower-case letters, digits and hyphens
     * @param replace whether a namespace that is there already may lose its databases; else it is refused
     * @param baseCapacity of a new workgroup, in RPU
     * @param subnets of a new workgroup
     * @param securityGroups of a new workgroup
     * @param iamRoles ARNs of roles of a new namespace
     */
    record IntoNamespace(
            Warehouse.Namespace namespace,
            String workgroup,
            boolean replace,
            OptionalInt baseCapacity,
            List<String> subnets,
            List<String> securityGroups,
            List<String> iamRoles)
            implements RestoreTarget {
        /** Copies the lists. */
        public IntoNamespace {
            new Warehouse.Namespace(workgroup);
            subnets = List.copyOf(subnets);
            securityGroups = List.copyOf(securityGroups);
            iamRoles = List.copyOf(iamRoles);
        }

        @Override
        public String described() {
            return namespace.described() + " (workgroup " + workgroup + ")";
        }
    }
}
