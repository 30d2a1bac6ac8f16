package io.github.leat.testkit.dynamodb;

/**
 * DynamoDB's errors of throttling and of its own.
 *
 * <p>Which one: a provisioned table answers ProvisionedThroughputExceededException, one on demand ThrottlingException (developer
 * guide, "Diagnosing throttling"); both list reasons made of what, which operation and which limit (API reference,
 * "ThrottlingReason"; both read 2026-11-26). The messages are those that DynamoDB's users quote in public issues; that a hot
 * partition of a provisioned table has the message of the whole table could not be confirmed. The number of the resource's
 * account is made up.
 */
final class Errors {
    private static final String TYPE = "com.amazonaws.dynamodb.v20120810#";

    private Errors() {}

    static WireReply throttled(TableShape table, TableMeter.Refusal refusal) {
        String index = refusal.index();
        String limit = refusal.hotPartition()
                ? "KeyRangeThroughputExceeded"
                : table.onDemand() ? "MaxOnDemandThroughputExceeded" : "ProvisionedThroughputExceeded";
        String reason = (index == null ? "Table" : "Index") + "Write" + limit;
        String resource = "arn:aws:dynamodb:us-east-1:000000000000:table/" + table.name()
                + (index == null ? "" : "/index/" + index);
        return WireReply.of(
                400,
                "{\"__type\":\"%s%s\",\"message\":\"%s\",\"%s\":[{\"reason\":\"%s\",\"resource\":\"%s\"}]}"
                        .formatted(
                                TYPE,
                                table.onDemand() ? "ThrottlingException" : "ProvisionedThroughputExceededException",
                                message(table, refusal),
                                table.onDemand() ? "throttlingReasons" : "ThrottlingReasons",
                                reason,
                                resource));
    }

    private static String message(TableShape table, TableMeter.Refusal refusal) {
        if (table.onDemand() && refusal.hotPartition()) {
            return "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your "
                    + "table or index so please try again shortly. If exceptions persist, check if you have a hot key: "
                    + "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html";
        }
        if (table.onDemand()) {
            return "Throughput exceeds the maximum OnDemandThroughput configured on table or index";
        }
        if (refusal.index() != null) {
            return "The level of configured provisioned throughput for one or more global secondary indexes of the table was "
                    + "exceeded. Consider increasing your provisioning level for the under-provisioned global secondary "
                    + "indexes with the UpdateTable API";
        }
        return "The level of configured provisioned throughput for the table was exceeded. Consider increasing your "
                + "provisioning level with the UpdateTable API.";
    }

    static WireReply internal() {
        return WireReply.of(
                500, "{\"__type\":\"" + TYPE + "InternalServerError\",\"message\":\"Internal server error\"}");
    }
}
