package io.github.leat.dynamodb.internal;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** A {@link Budget} as an item of the ledger's table, written only over the version that was read. Thread-safe. */
final class BudgetItem {
    private static final String ID = "id";
    private static final String VERSION = "lease_version";

    private final DynamoDbClient client;
    private final String ledgerTable;
    private final String dataTable;
    private final String name;

    BudgetItem(DynamoDbClient client, String ledgerTable, String dataTable, String name) {
        this.client = client;
        this.ledgerTable = ledgerTable;
        this.dataTable = dataTable;
        this.name = name;
    }

    private AttributeValue id() {
        return AttributeValue.fromS(Ledger.hash("lease\0" + dataTable + '\0' + name));
    }

    /** @throws software.amazon.awssdk.core.exception.SdkException if the table cannot be read */
    Budget read() {
        Map<String, AttributeValue> item = client.getItem(request ->
                        request.tableName(ledgerTable).consistentRead(true).key(Map.of(ID, id())))
                .item();
        AttributeValue stored = item.get("holders");
        if (stored == null) {
            return Budget.NONE;
        }
        Map<String, Budget.Holder> holders = new HashMap<>();
        stored.m()
                .forEach((id, holder) -> holders.put(
                        id,
                        new Budget.Holder(
                                number(holder.m().get("beat")),
                                number(holder.m().get("share")),
                                number(holder.m().get("need")))));
        return new Budget(number(item.get(VERSION)), holders);
    }

    private static long number(@Nullable AttributeValue value) {
        return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
    }

    /**
     * Writes it as the version after its own.
     *
     * @return false if another load was faster
     * @throws software.amazon.awssdk.core.exception.SdkException if the table cannot be written; it may have been, all the same
     */
    boolean write(Budget budget) {
        Map<String, AttributeValue> holders = new HashMap<>();
        budget.holders()
                .forEach((id, holder) -> holders.put(
                        id,
                        AttributeValue.fromM(Map.of(
                                "beat", of(holder.beat()), "share", of(holder.share()), "need", of(holder.need())))));
        Map<String, AttributeValue> item = Map.of(
                ID,
                id(),
                "target",
                AttributeValue.fromS(dataTable),
                "lease",
                AttributeValue.fromS(name),
                VERSION,
                of(budget.version() + 1),
                "holders",
                AttributeValue.fromM(holders));
        try {
            client.putItem(request -> {
                request.tableName(ledgerTable).item(item);
                if (budget.version() == 0) {
                    request.conditionExpression("attribute_not_exists(" + VERSION + ")");
                } else {
                    request.conditionExpression(VERSION + " = :read")
                            .expressionAttributeValues(Map.of(":read", of(budget.version())));
                }
            });
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
