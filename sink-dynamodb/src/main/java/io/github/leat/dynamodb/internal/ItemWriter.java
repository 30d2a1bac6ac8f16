package io.github.leat.dynamodb.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SchemaException;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.Throttling;
import io.github.leat.core.sink.WriteResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Puts the items of one batch: at once by BatchWriteItem, or one by one where a condition is asked for, which batches do not have
 * (API reference, "BatchWriteItem", read 2026-11).
 *
 * <p>What is written is seen at once and cannot be taken back; it is written by key, so that writing it again changes nothing.
 */
final class ItemWriter implements SinkWriter {
    private final OpenLoad load;
    private final boolean owner;
    private final Optional<Checkpoint> lastCommit;
    private final Choice choice;
    private final Conditions conditions;
    private ItemMapper mapper;
    private @Nullable RecordBatch mappedBatch;
    private List<Item> mapped = List.of();
    private List<Rejection> unfit = List.of();
    private boolean closed;

    /** @param owner whether it is the first of the load, which ends the connection */
    ItemWriter(OpenLoad load, boolean owner) {
        this.load = load;
        this.owner = owner;
        this.lastCommit = owner ? load.lastCommit() : Optional.empty();
        this.mapper = new ItemMapper(load.layout.schema(), load.layout, load.options, load.tag);
        this.choice = new Choice(load.options, load.layout.schema(), load.where);
        this.conditions = new Conditions(load.options, load.layout, load.where);
    }

    OpenLoad load() {
        return load;
    }

    @Override
    public Optional<Checkpoint> lastCommit() {
        return lastCommit;
    }

    @Override
    public OptionalDouble capacity() {
        return load.capacity();
    }

    @Override
    public boolean spendsCredit() {
        return load.options.spendsBurst();
    }

    @Override
    public double portion() {
        return load.lease.map(Lease::portion).orElse(1.0);
    }

    /** By the lengths of the texts, which is near enough to cut a batch by, and makes nothing. */
    @Override
    public int most(RecordBatch batch, double cost) {
        Schema schema = load.layout.schema();
        long names = 0;
        for (int i = 0; i < schema.size(); i++) {
            names += schema.column(i).sqlName().length();
        }
        RecordCursor record = batch.cursor();
        double units = 0;
        int records = 0;
        while (records < batch.size() && record.next()) {
            long bytes = names;
            for (int i = 0; i < schema.size(); i++) {
                bytes += record.getSlice(i).length();
            }
            units += ItemSize.units(bytes);
            if (units > cost) {
                break;
            }
            records++;
        }
        return Math.max(1, records);
    }

    @Override
    public long estimateCost(RecordBatch batch) {
        map(batch);
        return load.charges().total(mapped.stream().map(Item::units).toList());
    }

    private void map(RecordBatch batch) {
        if (mappedBatch == batch) {
            return;
        }
        List<Item> items = new ArrayList<>(batch.size());
        List<Rejection> rejected = new ArrayList<>();
        RecordCursor record = batch.cursor();
        Charges charges = load.charges();
        while (record.next()) {
            try {
                items.add(mapper.item(record, charges));
            } catch (Unfit e) {
                rejected.add(new Rejection(record.index(), e.column(), e.code(), e.reason()));
            }
        }
        mappedBatch = batch;
        mapped = items;
        unfit = rejected;
    }

    @Override
    public WriteResult write(RecordBatch batch) throws InterruptedException {
        requireOpen();
        map(batch);
        Sums sums = new Sums();
        sums.rejected.addAll(unfit);
        List<Item> items = choice.of(mapped);
        sums.deduplicated = (long) mapped.size() - items.size();
        try {
            if (items.isEmpty()) {
                return sums.result(Throttling.NONE);
            }
            WriteResult result = load.options.isConditional() ? putEach(items, sums) : putAll(items, sums);
            load.lease.ifPresent(lease -> lease.used(result.cost()));
            return result;
        } catch (SdkException e) {
            throw Failures.of(e, load.where);
        } finally {
            mappedBatch = null;
        }
    }

    private WriteResult putAll(List<Item> items, Sums sums) throws InterruptedException {
        List<WriteRequest> requests = new ArrayList<>(items.size());
        for (Item item : items) {
            requests.add(WriteRequest.builder()
                    .putRequest(PutRequest.builder().item(item.attributes()).build())
                    .build());
        }
        BatchWriteItemResponse response;
        try {
            response = load.connection
                    .items()
                    .batchWriteItem(request -> request.requestItems(Map.of(load.options.table(), requests))
                            .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
        } catch (AwsServiceException e) {
            if (Failures.isRefused(e)) {
                return putEach(items, sums); // one item is enough to have all refused: by itself it is found
            }
            if (!Failures.isThrottled(e) && !Failures.isConflict(e)) {
                throw e;
            }
            items.forEach(item -> sums.unprocessed.add(item.index()));
            return sums.result(Failures.isConflict(e) ? Throttling.NONE : judge(e, items));
        }
        response.consumedCapacity()
                .forEach(consumed -> sums.cost += load.charges().consumed(consumed));
        if (response.consumedCapacity().isEmpty()) {
            sums.cost = load.charges().total(items.stream().map(Item::units).toList());
        }
        Set<String> refusedKeys =
                keysOf(response.unprocessedItems().getOrDefault(load.options.table(), List.of()), items);
        Map<String, Long> taken = new HashMap<>();
        Set<String> refused = new HashSet<>();
        for (Item item : items) {
            if (refusedKeys.contains(item.key())) {
                sums.unprocessed.add(item.index());
                refused.add(item.partition());
            } else {
                taken.merge(item.partition(), item.units().get(0), Long::sum);
                count(item, sums);
            }
        }
        return sums.result(load.hotKeys.judge(taken, refused));
    }

    private void count(Item item, Sums sums) {
        if (!load.layout.partition().isGenerated() && !load.seen.add(KeySet.hash(item.key()))) {
            sums.deduplicated++;
        }
    }

    private Throttling judge(AwsServiceException thrown, List<Item> items) {
        if (Failures.isAboutPart(thrown)) {
            return Throttling.PART;
        }
        Set<String> refused = new HashSet<>();
        items.forEach(item -> refused.add(item.partition()));
        return load.hotKeys.judge(Map.of(), refused);
    }

    /** The keys of requests that came back, as our items have them: told apart by their key attributes. */
    private Set<String> keysOf(List<WriteRequest> returned, List<Item> items) {
        if (returned.isEmpty()) {
            return Set.of();
        }
        Map<List<@Nullable AttributeValue>, String> known = new HashMap<>();
        items.forEach(item -> known.put(keyAttributes(item.attributes()), item.key()));
        Set<String> keys = new HashSet<>();
        for (WriteRequest request : returned) {
            String key = known.get(keyAttributes(request.putRequest().item()));
            if (key == null) {
                // a number may come back in another form: better all again than one lost
                return Set.copyOf(known.values());
            }
            keys.add(key);
        }
        return keys;
    }

    private List<@Nullable AttributeValue> keyAttributes(Map<String, AttributeValue> item) {
        List<@Nullable AttributeValue> key = new ArrayList<>();
        load.layout.keyParts().forEach(part -> key.add(item.get(part.attribute())));
        return key;
    }

    private WriteResult putEach(List<Item> items, Sums sums) {
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            try {
                put(item, sums);
            } catch (SdkException e) {
                boolean throttled = e instanceof AwsServiceException said && Failures.isThrottled(said);
                boolean conflict = e instanceof AwsServiceException said && Failures.isConflict(said);
                if (i == 0 && !throttled && !conflict) {
                    throw e;
                }
                // what was written is counted; the rest comes again, and says then what is wrong
                items.subList(i, items.size()).forEach(left -> sums.unprocessed.add(left.index()));
                return sums.result(
                        throttled && e instanceof AwsServiceException said
                                ? judge(said, List.of(item))
                                : Throttling.NONE);
            }
        }
        return sums.result(Throttling.NONE);
    }

    private void put(Item item, Sums sums) {
        PutItemRequest request = load.options.isConditional()
                ? conditions.put(item)
                : PutItemRequest.builder()
                        .tableName(load.options.table())
                        .item(item.attributes())
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                        .build();
        try {
            PutItemResponse response = load.connection.items().putItem(request);
            sums.cost += response.consumedCapacity() == null
                    ? load.charges().total(List.of(item.units()))
                    : load.charges().consumed(response.consumedCapacity());
            load.hotKeys.judge(Map.of(item.partition(), item.units().get(0)), Set.of());
            count(item, sums);
        } catch (ConditionalCheckFailedException e) {
            // a put whose condition fails is charged as one that succeeds
            sums.cost += load.charges().total(List.of(item.units()));
            if (load.seen.contains(KeySet.hash(item.key()))) {
                sums.deduplicated++;
            } else {
                sums.skipped++;
            }
        } catch (AwsServiceException e) {
            if (!Failures.isRefused(e)) {
                throw e;
            }
            sums.rejected.add(new Rejection(
                    item.index(), "", RejectCode.REFUSED_BY_TARGET, "DynamoDB says: " + Failures.message(e)));
        }
    }

    /** What became of the items of one batch. */
    private static final class Sums {
        private final List<Rejection> rejected = new ArrayList<>();
        private final List<Integer> unprocessed = new ArrayList<>();
        private long cost;
        private long deduplicated;
        private long skipped;

        private WriteResult result(Throttling throttling) {
            rejected.sort(Comparator.comparingInt(Rejection::index));
            unprocessed.sort(Comparator.naturalOrder());
            return new WriteResult(cost, throttling, unprocessed, rejected, deduplicated, skipped);
        }
    }

    @Override
    public void evolve(Schema wider) {
        requireOpen();
        Schema planned = load.layout.schema();
        for (int i = 0; i < planned.size(); i++) {
            boolean fixed = load.layout.indexKeys().get(i).isPresent();
            if (fixed && !planned.column(i).type().equals(wider.column(i).type())) {
                throw new SchemaException(
                        load.where + ": the column \"" + planned.column(i).name() + "\" is in a key and cannot become "
                                + wider.column(i).type() + ". Declare its type, and run again.");
            }
        }
        mapper = new ItemMapper(wider, load.layout, load.options, load.tag);
        mappedBatch = null;
    }

    @Override
    public void commit(Checkpoint checkpoint) {
        requireOpen();
        load.commit(checkpoint, false);
    }

    @Override
    public RecordCounts complete(Checkpoint end) {
        requireOpen();
        load.commit(end, true);
        return end.counts();
    }

    /** Nothing: items are seen at once, and a load that goes on writes them again. */
    @Override
    public void abort() {
        mappedBatch = null;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (owner) {
                load.lease.ifPresent(Lease::close);
                load.connection.close();
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new PermanentSinkException(
                    load.where + " is closed. Run the load again: it goes on at its last commit.");
        }
    }
}
