package io.github.leat.testkit.dynamodb;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers CreateTable, UpdateTable, DeleteTable and DescribeTable: the store's answers, with what it does not know. */
final class TableRequests {
    private static final String MAXIMUM = "OnDemandThroughput";
    private static final String PROVISIONED = "ProvisionedThroughput";

    private final TableMeters meters;

    TableRequests(TableMeters meters) {
        this.meters = meters;
    }

    WireReply answer(WireRequest wire, StoreConnection store) throws IOException {
        Map<String, Object> request = Json.read(wire.body());
        String table = Json.text(request, "TableName");
        return switch (wire.operation()) {
            case "CreateTable" -> create(table, request, store);
            case "UpdateTable" -> update(table, request, store);
            case "DeleteTable" -> {
                WireReply reply = store.call("DeleteTable", wire.body());
                meters.dropped(table);
                yield reply;
            }
            default -> complete(store.call("DescribeTable", wire.body()), "Table");
        };
    }

    private WireReply create(String table, Map<String, Object> request, StoreConnection store) throws IOException {
        Optional<Map<String, Object>> maximum = Json.object(request, MAXIMUM);
        request.remove(MAXIMUM);
        WireReply reply = store.call("CreateTable", Json.write(request));
        if (reply.isOk()) {
            meters.dropped(table);
            maximum.ifPresent(units -> meters.overlay(table, Map.of(MAXIMUM, units)));
        }
        return complete(reply, "TableDescription");
    }

    private WireReply update(String table, Map<String, Object> request, StoreConnection store) throws IOException {
        Optional<Map<String, Object>> maximum = Json.object(request, MAXIMUM);
        request.remove(MAXIMUM);
        WireReply reply;
        if (request.size() == 1 && maximum.isPresent()) {
            Optional<Map<String, Object>> description = meters.describe(table, store);
            Map<String, Object> answer = new LinkedHashMap<>();
            description.ifPresent(of -> answer.put("TableDescription", of));
            reply = new WireReply(200, Json.write(answer));
        } else {
            reply = store.call("UpdateTable", Json.write(request));
        }
        if (reply.isOk()) {
            maximum.ifPresent(units -> meters.overlay(table, Map.of(MAXIMUM, units)));
            if (request.containsKey(PROVISIONED)) {
                meters.uncover(table, PROVISIONED);
            }
            awaitActive(table, store);
            meters.changed(table, store);
        }
        return complete(reply, "TableDescription");
    }

    /** The store takes a change after its answer, a few milliseconds later. */
    private void awaitActive(String table, StoreConnection store) throws IOException {
        while (meters.describe(table, store)
                .filter(of -> "UPDATING".equals(of.get("TableStatus")))
                .isPresent()) {
            Thread.onSpinWait();
        }
    }

    private WireReply complete(WireReply reply, String field) throws IOException {
        if (!reply.isOk()) {
            return reply;
        }
        Map<String, Object> body = Json.read(reply.body());
        Json.object(body, field).ifPresent(meters::complete);
        return new WireReply(200, Json.write(body));
    }
}
