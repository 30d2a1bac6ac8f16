package io.github.leat.testkit.control;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each operation takes: the names of the service models 2012-12-01 ({@code redshift}), 2021-04-21 ({@code
 * redshift-serverless}), 2021-07-13 ({@code emr-serverless}) and 2009-03-31 ({@code elasticmapreduce}), as the SDKs are made of, read
 * 2026-11-27. A star is for what is required; of the others, those that Leat sends.
 */
final class ServiceModel {
    private static final Map<String, List<String>> OPERATIONS = new HashMap<>();

    static {
        add(
                "redshift:CreateClusterSnapshot",
                "SnapshotIdentifier* ClusterIdentifier* ManualSnapshotRetentionPeriod Tags");
        add("redshift:DescribeClusterSnapshots", "ClusterIdentifier SnapshotIdentifier SnapshotType MaxRecords Marker");
        add("redshift:ModifyClusterSnapshot", "SnapshotIdentifier* ManualSnapshotRetentionPeriod Force");
        add("redshift:DeleteClusterSnapshot", "SnapshotIdentifier* SnapshotClusterIdentifier");
        add("redshift:CreateSnapshotSchedule", "ScheduleDefinitions ScheduleIdentifier ScheduleDescription Tags");
        add("redshift:ModifySnapshotSchedule", "ScheduleIdentifier* ScheduleDefinitions*");
        add("redshift:DeleteSnapshotSchedule", "ScheduleIdentifier*");
        add("redshift:DescribeSnapshotSchedules", "ClusterIdentifier ScheduleIdentifier MaxRecords Marker");
        add("redshift:ModifyClusterSnapshotSchedule", "ClusterIdentifier* ScheduleIdentifier DisassociateSchedule");
        add(
                "redshift:ModifyCluster",
                "ClusterIdentifier* AutomatedSnapshotRetentionPeriod ManualSnapshotRetentionPeriod");
        add(
                "redshift:RestoreFromClusterSnapshot",
                "ClusterIdentifier* SnapshotIdentifier SnapshotArn SnapshotClusterIdentifier NodeType NumberOfNodes"
                        + " ClusterSubnetGroupName VpcSecurityGroupIds IamRoles");
        add("redshift:DescribeClusters", "ClusterIdentifier MaxRecords Marker");
        add(
                "redshift:RestoreTableFromClusterSnapshot",
                "ClusterIdentifier* SnapshotIdentifier* SourceDatabaseName* SourceSchemaName SourceTableName*"
                        + " TargetDatabaseName TargetSchemaName NewTableName*");
        add("redshift:DescribeTableRestoreStatus", "ClusterIdentifier TableRestoreRequestId MaxRecords Marker");
        add(
                "redshift:EnableSnapshotCopy",
                "ClusterIdentifier* DestinationRegion* RetentionPeriod SnapshotCopyGrantName ManualSnapshotRetentionPeriod");
        add("redshift:DisableSnapshotCopy", "ClusterIdentifier*");

        add("redshift-serverless:CreateSnapshot", "namespaceName* snapshotName* retentionPeriod tags");
        add("redshift-serverless:GetSnapshot", "snapshotName snapshotArn ownerAccount");
        add("redshift-serverless:ListSnapshots", "namespaceName nextToken maxResults");
        add("redshift-serverless:UpdateSnapshot", "snapshotName* retentionPeriod");
        add("redshift-serverless:DeleteSnapshot", "snapshotName*");
        add(
                "redshift-serverless:CreateScheduledAction",
                "namespaceName* roleArn* schedule* scheduledActionName* targetAction* enabled");
        add("redshift-serverless:UpdateScheduledAction", "scheduledActionName* schedule targetAction enabled roleArn");
        add("redshift-serverless:DeleteScheduledAction", "scheduledActionName*");
        add("redshift-serverless:GetScheduledAction", "scheduledActionName*");
        add("redshift-serverless:ListScheduledActions", "namespaceName nextToken maxResults");
        add("redshift-serverless:CreateNamespace", "namespaceName* iamRoles");
        add("redshift-serverless:GetNamespace", "namespaceName*");
        add(
                "redshift-serverless:CreateWorkgroup",
                "namespaceName* workgroupName* baseCapacity subnetIds securityGroupIds");
        add("redshift-serverless:GetWorkgroup", "workgroupName*");
        add("redshift-serverless:RestoreFromSnapshot", "namespaceName* workgroupName* snapshotName snapshotArn");
        add(
                "redshift-serverless:RestoreTableFromSnapshot",
                "namespaceName* workgroupName* snapshotName* sourceDatabaseName* sourceTableName* newTableName*"
                        + " sourceSchemaName targetDatabaseName targetSchemaName");
        add("redshift-serverless:GetTableRestoreStatus", "tableRestoreRequestId*");
        add("redshift-serverless:ListTableRestoreStatus", "namespaceName workgroupName nextToken maxResults");
        add(
                "redshift-serverless:CreateSnapshotCopyConfiguration",
                "namespaceName* destinationRegion* snapshotRetentionPeriod destinationKmsKeyId");
        add("redshift-serverless:ListSnapshotCopyConfigurations", "namespaceName nextToken maxResults");
        add("redshift-serverless:DeleteSnapshotCopyConfiguration", "snapshotCopyConfigurationId*");

        add(
                "emr-serverless:StartJobRun",
                "applicationId* clientToken* executionRoleArn* jobDriver configurationOverrides name");
        add("emr-serverless:GetJobRun", "applicationId* jobRunId* attempt");
        add("emr-serverless:CancelJobRun", "applicationId* jobRunId*");

        add("elasticmapreduce:AddJobFlowSteps", "JobFlowId* Steps* ExecutionRoleArn");
        add("elasticmapreduce:DescribeStep", "ClusterId* StepId*");
        add("elasticmapreduce:ListSteps", "ClusterId* StepStates StepIds Marker");
        add("elasticmapreduce:CancelSteps", "ClusterId* StepIds* StepCancellationOption");
        add("elasticmapreduce:DescribeCluster", "ClusterId*");
    }

    private ServiceModel() {}

    private static void add(String action, String parameters) {
        OPERATIONS.put(action, Arrays.asList(parameters.split(" ", -1)));
    }

    /** @throws ServiceError if the operation is unknown, misses what it requires, or has what it does not take */
    static void require(String action, Params params) {
        boolean query = action.startsWith("redshift:");
        List<String> known = OPERATIONS.get(action);
        if (known == null) {
            throw new ServiceError(
                    400, query ? "InvalidAction" : "UnknownOperationException", "No operation " + action);
        }
        for (String name : known) {
            String bare = name.replace("*", "");
            if (name.endsWith("*") && params.values().keySet().stream().noneMatch(key -> top(key).equals(bare))) {
                throw new ServiceError(
                        400, query ? "MissingParameter" : "ValidationException", action + " requires " + bare);
            }
        }
        for (String key : params.values().keySet()) {
            String name = top(key);
            if (!known.contains(name) && !known.contains(name + "*")) {
                throw new ServiceError(
                        400, query ? "InvalidParameterValue" : "ValidationException", action + " takes no " + name);
            }
        }
    }

    private static String top(String key) {
        return key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
    }
}
