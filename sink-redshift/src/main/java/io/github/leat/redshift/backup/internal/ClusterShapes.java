package io.github.leat.redshift.backup.internal;

import io.github.leat.redshift.backup.Schedule;
import io.github.leat.redshift.backup.Snapshot;
import io.github.leat.redshift.backup.TableRestore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.redshift.model.ClusterAssociatedToSchedule;
import software.amazon.awssdk.services.redshift.model.SnapshotSchedule;
import software.amazon.awssdk.services.redshift.model.Tag;

/** What the service of clusters returns, as our records. */
final class ClusterShapes {
    private ClusterShapes() {}

    static Snapshot snapshot(software.amazon.awssdk.services.redshift.model.Snapshot from) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : from.tags()) {
            tags.put(tag.key(), Values.text(tag.value()));
        }
        boolean manual = "manual".equals(from.snapshotType());
        return new Snapshot(
                Values.text(from.snapshotIdentifier()),
                Values.text(from.clusterIdentifier()),
                Values.text(from.snapshotType()),
                Values.text(from.status()).toLowerCase(Locale.ROOT),
                Optional.ofNullable(from.snapshotCreateTime()),
                Boolean.TRUE.equals(from.encrypted()),
                Values.amount(from.totalBackupSizeInMegaBytes()),
                Values.amount(from.actualIncrementalBackupSizeInMegaBytes()),
                Values.amount(from.backupProgressInMegaBytes()),
                Values.amount(from.currentBackupRateInMegaBytesPerSecond()),
                Values.seconds(from.estimatedSecondsToCompletion()),
                manual ? Values.retention(from.manualSnapshotRetentionPeriod()) : Optional.empty(),
                manual ? Values.days(from.manualSnapshotRemainingDays()) : OptionalInt.empty(),
                Optional.ofNullable(from.snapshotArn()),
                tags);
    }

    static Schedule schedule(SnapshotSchedule from, String cluster) {
        List<ClusterAssociatedToSchedule> attached = from.associatedClusters();
        String state = attached.stream()
                .filter(one -> cluster.equals(one.clusterIdentifier()))
                .findFirst()
                .or(() -> attached.stream().findFirst())
                .map(one -> Values.text(one.scheduleAssociationStateAsString()))
                .orElse("DETACHED");
        return new Schedule(
                Values.text(from.scheduleIdentifier()),
                from.scheduleDefinitions(),
                attached.stream()
                        .map(ClusterAssociatedToSchedule::clusterIdentifier)
                        .toList(),
                state,
                from.nextInvocations().stream().sorted().toList(),
                Optional.empty());
    }

    static TableRestore table(software.amazon.awssdk.services.redshift.model.TableRestoreStatus from) {
        return new TableRestore(
                Values.text(from.tableRestoreRequestId()),
                Values.text(from.targetDatabaseName()) + "." + Values.text(from.targetSchemaName()) + "."
                        + Values.text(from.newTableName()),
                Values.text(from.statusAsString()),
                Optional.ofNullable(from.message()),
                Values.amount(from.progressInMegaBytes()),
                Values.amount(from.totalDataInMegaBytes()));
    }
}
