package io.github.leat.testkit.dynamodb;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers PutItem, UpdateItem and DeleteItem: charges the item, passes the request on whole, and states what was charged. */
final class ItemWriter {
    private final TableMeters meters;

    ItemWriter(TableMeters meters) {
        this.meters = meters;
    }

    /** What the meter needs of such a request. */
    private record Request(String table, ParsedItem item, String key, String returnConsumed) {}

    WireReply answer(WireRequest wire, StoreConnection store) throws IOException {
        Request request = read(wire);
        TableMeter meter = request == null ? null : meters.of(request.table(), store);
        if (request == null || meter == null || meter.key(request.item()).isEmpty()) {
            return store.call(wire.operation(), wire.body());
        }
        TableMeter.Admission admission = switch (wire.operation()) {
            case "PutItem" -> meter.put(request.item(), wire.client());
            case "DeleteItem" -> meter.delete(request.item(), wire.client());
            default -> meter.update(request.item(), wire.client());
        };
        if (admission instanceof TableMeter.Refusal refusal) {
            meter.request(1, true);
            return Errors.throttled(meter.shape(), refusal);
        }
        meter.request(0, false);
        TableMeter.Charge charge = (TableMeter.Charge) admission;
        WireReply reply = store.call(wire.operation(), wire.body());
        if (!reply.isOk()) {
            if (new String(reply.body(), StandardCharsets.UTF_8).contains("ConditionalCheckFailedException")) {
                meter.conditionFailed(charge);
            } else {
                meter.refused(charge);
            }
            return reply;
        }
        if ("UpdateItem".equals(wire.operation())) {
            meter.updated(charge, stored(request, store));
        } else {
            meter.written(charge);
        }
        return stating(reply, request.returnConsumed(), meter.consumed(List.of(charge)));
    }

    private static @Nullable Request read(WireRequest wire) {
        String wanted = "PutItem".equals(wire.operation()) ? "Item" : "Key";
        String table = "";
        ParsedItem item = null;
        String key = "";
        String returnConsumed = "NONE";
        try (JsonParser parser = Json.FACTORY.createParser(wire.body())) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals(wanted)) {
                    int from = (int) parser.currentTokenLocation().getByteOffset();
                    item = ParsedItem.read(parser);
                    int to = (int) parser.currentTokenLocation().getByteOffset() + 1;
                    key = new String(wire.body(), from, to - from, StandardCharsets.UTF_8);
                } else if ("TableName".equals(field)) {
                    table = String.valueOf(parser.getText());
                } else if ("ReturnConsumedCapacity".equals(field)) {
                    returnConsumed = String.valueOf(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            // The store says what is wrong with it.
            return null;
        }
        return item == null ? null : new Request(table, item, key, returnConsumed);
    }

    /** The item that an update left. */
    private static ParsedItem stored(Request request, StoreConnection store) throws IOException {
        Map<String, Object> get = new LinkedHashMap<>();
        get.put("TableName", request.table());
        get.put("Key", Json.read(request.key().getBytes(StandardCharsets.UTF_8)));
        get.put("ConsistentRead", true);
        WireReply reply = store.call("GetItem", Json.write(get));
        try (JsonParser parser = Json.FACTORY.createParser(reply.body())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME && "Item".equals(parser.currentName())) {
                    parser.nextToken();
                    return ParsedItem.read(parser);
                }
            }
        }
        // Deleted by another client since.
        return new ParsedItem(
                new ArrayList<>(request.item().attributes()), request.item().size());
    }

    private static WireReply stating(WireReply reply, String returnConsumed, Consumed consumed) throws IOException {
        if ("NONE".equals(returnConsumed)) {
            return reply;
        }
        Map<String, Object> body = Json.read(reply.body());
        body.put("ConsumedCapacity", consumed.json("INDEXES".equals(returnConsumed)));
        return new WireReply(200, Json.write(body));
    }
}
