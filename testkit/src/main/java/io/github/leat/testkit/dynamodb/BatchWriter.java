package io.github.leat.testkit.dynamodb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers BatchWriteItem: charges its items one by one in their order, passes those on that were let in, and gives the rest back
 * as unprocessed; where none was let in, the answer is an error of throttling (API reference, "BatchWriteItem", read 2026-11-26).
 */
final class BatchWriter {
    /** API reference, "BatchWriteItem": at most 25 writes, of items of at most 400 KB. */
    private static final int MOST_WRITES = 25;

    private static final long LARGEST_ITEM = 400 << 10;

    private final TableMeters meters;
    private final FaultDice dice;

    BatchWriter(TableMeters meters, FaultDice dice) {
        this.meters = meters;
        this.dice = dice;
    }

    /** What became of a table's part of a batch. */
    private static final class Part {
        final TableMeter meter;
        final List<BatchRequest.Write> writes;
        final List<BatchRequest.Write> done = new ArrayList<>();
        final List<TableMeter.Charge> charges = new ArrayList<>();
        final List<BatchRequest.Write> left = new ArrayList<>();
        TableMeter.@Nullable Refusal refusal;
        int throttled;

        Part(TableMeter meter, List<BatchRequest.Write> writes) {
            this.meter = meter;
            this.writes = writes;
        }
    }

    WireReply answer(WireRequest wire, StoreConnection store) throws IOException {
        BatchRequest request;
        Map<String, Part> parts = new LinkedHashMap<>();
        try {
            request = BatchRequest.read(wire.body());
        } catch (IOException e) {
            return store.call(wire.operation(), wire.body());
        }
        for (Map.Entry<String, List<BatchRequest.Write>> table :
                request.tables().entrySet()) {
            TableMeter meter = meters.of(table.getKey(), store);
            if (meter == null) {
                return store.call(wire.operation(), wire.body());
            }
            parts.put(table.getKey(), new Part(meter, table.getValue()));
        }
        if (!isSound(request, parts)) {
            return store.call(wire.operation(), wire.body());
        }
        admit(parts, wire.client());
        return settle(request, parts, store);
    }

    /** Whether the store has nothing against the request that hangs on more than one item. */
    private static boolean isSound(BatchRequest request, Map<String, Part> parts) {
        if (request.size() == 0 || request.size() > MOST_WRITES) {
            return false;
        }
        for (Part part : parts.values()) {
            Set<Long> keys = new HashSet<>();
            for (BatchRequest.Write write : part.writes) {
                OptionalLong key = part.meter.key(write.item());
                if (key.isEmpty() || !keys.add(key.getAsLong()) || write.item().size() > LARGEST_ITEM) {
                    return false;
                }
            }
        }
        return true;
    }

    private void admit(Map<String, Part> parts, String client) {
        boolean some = false;
        for (Part part : parts.values()) {
            for (BatchRequest.Write write : part.writes) {
                if (some && dice.unprocessed()) {
                    part.left.add(write);
                    continue;
                }
                TableMeter.Admission admission =
                        write.isPut() ? part.meter.put(write.item(), client) : part.meter.delete(write.item(), client);
                if (admission instanceof TableMeter.Charge charge) {
                    some = true;
                    part.done.add(write);
                    part.charges.add(charge);
                } else if (admission instanceof TableMeter.Refusal refusal) {
                    part.left.add(write);
                    part.refusal = refusal;
                    part.throttled++;
                }
            }
        }
    }

    private static WireReply settle(BatchRequest request, Map<String, Part> parts, StoreConnection store)
            throws IOException {
        boolean none = parts.values().stream().allMatch(part -> part.done.isEmpty());
        for (Part part : parts.values()) {
            part.meter.request(part.throttled, none);
        }
        if (none) {
            for (Part part : parts.values()) {
                if (part.refusal != null) {
                    return Errors.throttled(part.meter.shape(), part.refusal);
                }
            }
        }
        WireReply reply = store.call("BatchWriteItem", forward(request, parts));
        for (Part part : parts.values()) {
            part.charges.forEach(reply.isOk() ? part.meter::written : part.meter::refused);
        }
        return reply.isOk() ? new WireReply(200, result(request, parts)) : reply;
    }

    private static byte[] forward(BatchRequest request, Map<String, Part> parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(request.body().length);
        text(body, "{\"RequestItems\":{");
        writes(body, request, parts, true);
        text(body, "}}");
        return body.toByteArray();
    }

    private static byte[] result(BatchRequest request, Map<String, Part> parts) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "{\"UnprocessedItems\":{");
        writes(body, request, parts, false);
        text(body, "}");
        if (!"NONE".equals(request.returnConsumed())) {
            text(body, ",\"ConsumedCapacity\":[");
            String before = "";
            for (Part part : parts.values()) {
                text(body, before);
                body.write(
                        Json.write(part.meter.consumed(part.charges).json("INDEXES".equals(request.returnConsumed()))));
                before = ",";
            }
            text(body, "]");
        }
        text(body, "}");
        return body.toByteArray();
    }

    private static void writes(
            ByteArrayOutputStream body, BatchRequest request, Map<String, Part> parts, boolean done) {
        String beforeTable = "";
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            List<BatchRequest.Write> writes = done ? part.getValue().done : part.getValue().left;
            if (writes.isEmpty()) {
                continue;
            }
            text(body, beforeTable + "\"" + part.getKey() + "\":[");
            String before = "";
            for (BatchRequest.Write write : writes) {
                text(body, before);
                body.write(request.body(), write.from(), write.to() - write.from());
                before = ",";
            }
            text(body, "]");
            beforeTable = ",";
        }
    }

    private static void text(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
