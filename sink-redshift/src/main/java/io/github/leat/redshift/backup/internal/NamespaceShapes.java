package io.github.leat.redshift.backup.internal;

import io.github.leat.redshift.backup.RegionCopy;
import io.github.leat.redshift.backup.Schedule;
import io.github.leat.redshift.backup.Snapshot;
import io.github.leat.redshift.backup.TableRestore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.redshiftserverless.model.ScheduledActionResponse;
import software.amazon.awssdk.services.redshiftserverless.model.SnapshotCopyConfiguration;

/** What the service of namespaces returns, as our records. */
final class NamespaceShapes {
    private NamespaceShapes() {}

    static Snapshot snapshot(software.amazon.awssdk.services.redshiftserverless.model.Snapshot from) {
        return new Snapshot(
                Values.text(from.snapshotName()),
                Values.text(from.namespaceName()),
                "manual",
                Values.text(from.statusAsString()).toLowerCase(Locale.ROOT),
                Optional.ofNullable(from.snapshotCreateTime()),
                true,
                Values.amount(from.totalBackupSizeInMegaBytes()),
                Values.amount(from.actualIncrementalBackupSizeInMegaBytes()),
                Values.amount(from.backupProgressInMegaBytes()),
                Values.amount(from.currentBackupRateInMegaBytesPerSecond()),
                Values.seconds(from.estimatedSecondsToCompletion()),
                Values.retention(from.snapshotRetentionPeriod()),
                Values.days(from.snapshotRemainingDays()),
                Optional.ofNullable(from.snapshotArn()),
                Map.of());
    }

    static Schedule schedule(ScheduledActionResponse from) {
        boolean recurring = from.schedule() != null && from.schedule().cron() != null;
        String when = recurring
                ? "cron" + from.schedule().cron()
                : from.schedule() != null && from.schedule().at() != null
                        ? "at(" + from.schedule().at() + ")"
                        : "";
        boolean snapshots = from.targetAction() != null && from.targetAction().createSnapshot() != null;
        return new Schedule(
                Values.text(from.scheduledActionName()),
                when.isEmpty() ? List.of() : List.of(when),
                List.of(Values.text(from.namespaceName())),
                Values.text(from.stateAsString()),
                from.nextInvocations().stream().sorted().toList(),
                snapshots
                        ? Values.retention(from.targetAction().createSnapshot().retentionPeriod())
                        : Optional.empty());
    }

    static TableRestore table(software.amazon.awssdk.services.redshiftserverless.model.TableRestoreStatus from) {
        return new TableRestore(
                Values.text(from.tableRestoreRequestId()),
                Values.text(from.targetDatabaseName()) + "." + Values.text(from.targetSchemaName()) + "."
                        + Values.text(from.newTableName()),
                Values.text(from.status()),
                Optional.ofNullable(from.message()),
                Values.amount(from.progressInMegaBytes()),
                Values.amount(from.totalDataInMegaBytes()));
    }

    static RegionCopy copy(SnapshotCopyConfiguration from) {
        return new RegionCopy(
                Values.text(from.destinationRegion()),
                Values.retention(from.snapshotRetentionPeriod()),
                Optional.empty(),
                Optional.ofNullable(from.destinationKmsKeyId()));
    }
}
