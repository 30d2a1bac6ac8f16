package io.github.leat.redshift.backup.internal;

import io.github.leat.aws.Call;
import io.github.leat.aws.Caller;
import io.github.leat.aws.Patience;
import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.aws.ServiceCall;
import io.github.leat.redshift.backup.BackupException;
import io.github.leat.redshift.backup.BackupException.Reason;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.RestoreTarget;
import io.github.leat.redshift.backup.Restored;
import io.github.leat.redshift.backup.internal.Sight.State;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.CreateNamespaceRequest;
import software.amazon.awssdk.services.redshiftserverless.model.CreateWorkgroupRequest;
import software.amazon.awssdk.services.redshiftserverless.model.GetNamespaceRequest;
import software.amazon.awssdk.services.redshiftserverless.model.GetWorkgroupRequest;
import software.amazon.awssdk.services.redshiftserverless.model.Namespace;
import software.amazon.awssdk.services.redshiftserverless.model.RestoreFromSnapshotRequest;
import software.amazon.awssdk.services.redshiftserverless.model.Workgroup;

/** Namespaces filled from snapshots. */
record NamespaceRestores(RedshiftServerlessClient client, Caller caller, String namespace) implements Restores {
    private static final String AVAILABLE = "available";

    private static final String DELETING = "deleting";

    /** A new workgroup is there after some minutes; one that is not there after this is stuck. */
    private static final Patience FOR_WORKGROUP = Patience.upTo(Duration.ofMinutes(30));

    /** Begins a restore. A namespace and a workgroup that are not there are made first, and waited for. */
    @Override
    public Planned<Made<Restored>> restore(String snapshot, RestoreTarget into) {
        RestoreTarget.IntoNamespace target = intoNamespace(into);
        Call<RestoreFromSnapshotRequest, Object> restore = restoreCall(snapshot, target);
        Call<CreateNamespaceRequest, Object> newNamespace = namespaceCall(target);
        Call<CreateWorkgroupRequest, Object> newWorkgroup = workgroupCall(target);
        return new Plan<>(List.<ServiceCall>of(newNamespace.shown(), newWorkgroup.shown(), restore.shown()), () -> {
            boolean made = namespace(target.namespace().name()).isEmpty();
            if (!made && !target.replace()) {
                throw new BackupException(
                        Reason.TAKEN,
                        "Namespace " + target.namespace().name()
                                + " is there already, and a restore replaces all of its databases. Choose another name, or"
                                + " say --replace if that is what you want.");
            }
            create(newNamespace, () -> namespace(target.namespace().name()).map(found -> (Object) found), made);
            boolean noWorkgroup = workgroup(target.workgroup()).isEmpty();
            create(newWorkgroup, () -> workgroup(target.workgroup()).map(found -> (Object) found), noWorkgroup);
            awaitAvailable(target);
            caller.change(
                    restore,
                    () -> namespace(target.namespace().name())
                            .filter(found -> !status(found).equals(AVAILABLE))
                            .map(found -> (Object) found),
                    Set.of("ConflictException"));
            return new Made<>(restored(target).value(), !made);
        });
    }

    private static RestoreTarget.IntoNamespace intoNamespace(RestoreTarget target) {
        if (target instanceof RestoreTarget.IntoNamespace into) {
            return into;
        }
        throw new IllegalArgumentException("A snapshot is restored into a namespace here, not into a "
                + target.described() + ". For that begin with the cluster, and name the snapshot by its ARN.");
    }

    private <Q extends SdkPojo> void create(Call<Q, Object> call, Caller.Look<Object> there, boolean needed)
            throws InterruptedException {
        if (needed) {
            caller.change(call, there, Set.of("ConflictException"));
        }
    }

    private Call<RestoreFromSnapshotRequest, Object> restoreCall(String snapshot, RestoreTarget.IntoNamespace target) {
        RestoreFromSnapshotRequest.Builder request = RestoreFromSnapshotRequest.builder()
                .namespaceName(target.namespace().name())
                .workgroupName(target.workgroup());
        if (snapshot.startsWith("arn:")) {
            request.snapshotArn(snapshot);
        } else {
            request.snapshotName(snapshot);
        }
        return new Call<>("redshift-serverless:RestoreFromSnapshot", request.build(), client::restoreFromSnapshot);
    }

    private Call<CreateNamespaceRequest, Object> namespaceCall(RestoreTarget.IntoNamespace target) {
        CreateNamespaceRequest.Builder request = CreateNamespaceRequest.builder()
                .namespaceName(target.namespace().name());
        if (!target.iamRoles().isEmpty()) {
            request.iamRoles(target.iamRoles());
        }
        return new Call<>("redshift-serverless:CreateNamespace", request.build(), client::createNamespace);
    }

    private Call<CreateWorkgroupRequest, Object> workgroupCall(RestoreTarget.IntoNamespace target) {
        CreateWorkgroupRequest.Builder request = CreateWorkgroupRequest.builder()
                .workgroupName(target.workgroup())
                .namespaceName(target.namespace().name());
        target.baseCapacity().ifPresent(request::baseCapacity);
        if (!target.subnets().isEmpty()) {
            request.subnetIds(target.subnets());
        }
        if (!target.securityGroups().isEmpty()) {
            request.securityGroupIds(target.securityGroups());
        }
        return new Call<>("redshift-serverless:CreateWorkgroup", request.build(), client::createWorkgroup);
    }

    private void awaitAvailable(RestoreTarget.IntoNamespace target) throws InterruptedException {
        new Waiting(caller.ticker(), FOR_WORKGROUP, progress -> {})
                .until("making of " + target.described(), () -> restored(target));
    }

    /** What there is of both; the wait is over when both are available. The service tells no megabytes. */
    @Override
    public Sight<Restored> restored(RestoreTarget into) throws InterruptedException {
        RestoreTarget.IntoNamespace target = intoNamespace(into);
        String name = target.namespace().name();
        Namespace found = namespace(name).orElseThrow(() -> gone("namespace " + name));
        Workgroup computes = workgroup(target.workgroup()).orElseThrow(() -> gone("workgroup " + target.workgroup()));
        String status = status(found);
        String workgroup = Values.text(computes.statusAsString()).toLowerCase(Locale.ROOT);
        boolean reachable = computes.endpoint() != null;
        Restored value = new Restored(
                name,
                status,
                reachable ? Optional.ofNullable(computes.endpoint().address()) : Optional.empty(),
                reachable && computes.endpoint().port() != null
                        ? OptionalInt.of(computes.endpoint().port())
                        : OptionalInt.empty());
        State state = status.equals(DELETING) || workgroup.equals(DELETING)
                ? State.FAILED
                : status.equals(AVAILABLE) && workgroup.equals(AVAILABLE) ? State.DONE : State.GOING_ON;
        return Sight.of(value, status + ", workgroup " + workgroup, state, "");
    }

    private static BackupException gone(String what) {
        return new BackupException(
                Reason.NOT_FOUND, "There is no " + what + ". Somebody may have deleted it; begin the restore again.");
    }

    private static String status(Namespace namespace) {
        return Values.text(namespace.statusAsString()).toLowerCase(Locale.ROOT);
    }

    private Optional<Namespace> namespace(String name) throws InterruptedException {
        GetNamespaceRequest request =
                GetNamespaceRequest.builder().namespaceName(name).build();
        return found(new Call<>(
                "redshift-serverless:GetNamespace",
                request,
                sent -> client.getNamespace(sent).namespace()));
    }

    private Optional<Workgroup> workgroup(String name) throws InterruptedException {
        GetWorkgroupRequest request =
                GetWorkgroupRequest.builder().workgroupName(name).build();
        return found(new Call<>(
                "redshift-serverless:GetWorkgroup",
                request,
                sent -> client.getWorkgroup(sent).workgroup()));
    }

    private <A> Optional<A> found(Call<?, A> call) throws InterruptedException {
        return Failures.notFoundAsEmpty(() -> Optional.of(caller.repeat(call)));
    }
}
