package io.github.leat.testkit.dynamodb;

import io.github.leat.core.rate.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Charges the writes of one table to its buckets, or refuses them.
 *
 * <p>Rules from the developer guide, "DynamoDB read and write operations", "Capacity unit consumption for write operations"
 * (read 2026-11-26): a put or update counts the larger of the item before and after it, a delete the item deleted, each rounded up
 * to the next KB by itself also in a batch; a write whose condition fails is charged all the same, by the same sizes; a write to
 * a global index is charged to the index's own capacity, one to a local index to the table's, and a table whose global index has
 * none left is throttled. Removing an item that is
 * not there is charged one unit: the page names no figure for it. DynamoDB refuses a write for an index's sake after a while only,
 * as indexes follow their table; here it is at once.
 *
 * <p>It knows an item by 64 bits of its key's hash, with its size and its index entries, so that it has to be in the way of all
 * writes. Thread-safe; writes of one key that overlap may leave it with the size of either.
 */
final class TableMeter {
    /** What is kept of an item. */
    private record Stored(long size, List<MeteredIndex.@Nullable Entry> entries) {}

    /** What the meter says of one write. */
    sealed interface Admission permits Charge, Refusal {}

    /** A write that was let in and charged: units for the item, and those of its indexes. */
    static final class Charge implements Admission {
        private final long keyHash;
        private final long partitionHash;
        private final String client;
        private final @Nullable Stored fresh;
        private final List<IndexCharge> indexes = new ArrayList<>();
        private long units;

        private Charge(long keyHash, long partitionHash, String client, @Nullable Stored fresh, long units) {
            this.keyHash = keyHash;
            this.partitionHash = partitionHash;
            this.client = client;
            this.fresh = fresh;
            this.units = units;
        }
    }

    /** What one index is charged for a write. */
    private record IndexCharge(long units, long partitionHash) {}

    /** A write that was refused for want of this capacity. */
    record Refusal(@Nullable String index, boolean hotPartition) implements Admission {}

    private final TableShape shape;
    private final Ticker ticker;
    private final Meter table;
    private final List<Meter> indexes = new ArrayList<>();
    private final Map<Long, Stored> items = new HashMap<>();

    TableMeter(TableShape shape, ProxySetup setup, Ticker ticker, CapacityRecords records) {
        this.shape = shape;
        this.ticker = ticker;
        long now = ticker.nanos();
        this.table = new Meter(shape.writeUnits(), setup, now, records.of(shape.name()));
        for (TableShape.Index index : shape.indexes()) {
            indexes.add(new Meter(
                    index.writeUnits(),
                    setup,
                    now,
                    records.of(shape.name(), index.metered().name())));
        }
    }

    TableShape shape() {
        return shape;
    }

    /** Notes a request and how many of its items were throttled. */
    void request(int itemsThrottled, boolean refused) {
        table.record.request(itemsThrottled, refused, ticker.nanos());
    }

    /** Changes what is provisioned, for the table and, by name, for indexes. */
    synchronized void provision(TableShape changed) {
        long now = ticker.nanos();
        table.bucket.rate(changed.writeUnits(), now);
        for (int i = 0; i < indexes.size(); i++) {
            indexes.get(i).bucket.rate(changed.indexes().get(i).writeUnits(), now);
        }
    }

    /** Gives the table and its indexes all the burst credit they can keep. */
    synchronized void fillUp() {
        long now = ticker.nanos();
        table.bucket.fillUp(now);
        indexes.forEach(index -> index.bucket.fillUp(now));
    }

    /** The hash of an item's key; empty where it has none, which the store refuses. */
    OptionalLong key(ParsedItem item) {
        return item.hash(shape.keys());
    }

    /** Notes an item that was there before. */
    synchronized void known(ParsedItem item) {
        key(item).ifPresent(key -> items.put(key, stored(item)));
    }

    /** A put of an item that has its key. */
    synchronized Admission put(ParsedItem item, String client) {
        return admit(item, stored(item), client);
    }

    /** A removal by a whole key. */
    synchronized Admission delete(ParsedItem key, String client) {
        return admit(key, null, client);
    }

    /** An update by a whole key: let in by the item as it is, and charged what it becomes by {@link #updated}. */
    synchronized Admission update(ParsedItem key, String client) {
        Stored old = items.get(key(key).orElseThrow());
        return admit(key, old, client);
    }

    private Stored stored(ParsedItem item) {
        List<MeteredIndex.@Nullable Entry> entries = new ArrayList<>();
        for (TableShape.Index index : shape.indexes()) {
            entries.add(index.metered().entry(item));
        }
        return new Stored(item.size(), entries);
    }

    private Admission admit(ParsedItem item, @Nullable Stored fresh, String client) {
        long now = ticker.nanos();
        long keyHash = key(item).orElseThrow();
        long partitionHash = item.hash(shape.keys().get(0)).orElseThrow();
        Stored old = items.get(keyHash);
        Charge charge = new Charge(keyHash, partitionHash, client, fresh, units(old, fresh));
        for (int i = 0; i < indexes.size(); i++) {
            charge.indexes.add(indexCharge(i, old, fresh));
        }
        if (!table.partitions.of(partitionHash).holds(tableUnits(charge), now)) {
            return new Refusal(null, true);
        }
        if (!table.bucket.holds(tableUnits(charge), now)) {
            return new Refusal(null, false);
        }
        for (int i = 0; i < indexes.size(); i++) {
            IndexCharge index = charge.indexes.get(i);
            if (index.units() == 0 || isLocal(i)) {
                continue;
            }
            if (!indexes.get(i).partitions.of(index.partitionHash()).holds(index.units(), now)) {
                return new Refusal(name(i), true);
            }
            if (!indexes.get(i).bucket.holds(index.units(), now)) {
                return new Refusal(name(i), false);
            }
        }
        table.take(partitionHash, tableUnits(charge), client, now);
        takeOfIndexes(charge, now);
        return charge;
    }

    private static long units(@Nullable Stored old, @Nullable Stored fresh) {
        return ItemSize.writeUnits(Math.max(old == null ? 0 : old.size(), fresh == null ? 0 : fresh.size()));
    }

    private static IndexCharge indexCharge(int index, @Nullable Stored old, @Nullable Stored fresh) {
        MeteredIndex.Entry before = old == null ? null : old.entries().get(index);
        MeteredIndex.Entry after = fresh == null ? null : fresh.entries().get(index);
        long partition = after != null ? after.partitionHash() : before != null ? before.partitionHash() : 0;
        return new IndexCharge(MeteredIndex.units(before, after), partition);
    }

    /** What is taken from the table: for the item, and for its local indexes. */
    private long tableUnits(Charge charge) {
        long units = charge.units;
        for (int i = 0; i < indexes.size(); i++) {
            units += isLocal(i) ? charge.indexes.get(i).units() : 0;
        }
        return units;
    }

    private void takeOfIndexes(Charge charge, long now) {
        for (int i = 0; i < indexes.size(); i++) {
            IndexCharge index = charge.indexes.get(i);
            indexes.get(i).take(index.partitionHash(), index.units(), charge.client, now);
        }
    }

    private boolean isLocal(int index) {
        return shape.indexes().get(index).isLocal();
    }

    private String name(int index) {
        return shape.indexes().get(index).metered().name();
    }

    /** The write was done. */
    synchronized void written(Charge charge) {
        if (charge.fresh == null) {
            items.remove(charge.keyHash);
        } else {
            items.put(charge.keyHash, charge.fresh);
        }
    }

    /** An update was done and left this item: what it costs more is taken whether or not it is held. */
    synchronized void updated(Charge charge, ParsedItem item) {
        Stored old = items.get(charge.keyHash);
        Stored fresh = stored(item);
        long now = ticker.nanos();
        long before = tableUnits(charge);
        charge.units = Math.max(charge.units, units(old, fresh));
        for (int i = 0; i < indexes.size(); i++) {
            charge.indexes.set(i, indexCharge(i, old, fresh));
        }
        table.take(charge.partitionHash, tableUnits(charge) - before, charge.client, now);
        takeOfIndexes(charge, now);
        items.put(charge.keyHash, fresh);
    }

    /** The condition failed: the units of the item stay charged, the indexes were not written. */
    synchronized void conditionFailed(Charge charge) {
        long before = tableUnits(charge);
        for (int i = 0; i < indexes.size(); i++) {
            IndexCharge index = charge.indexes.get(i);
            indexes.get(i).giveBack(index.partitionHash(), index.units(), charge.client);
            charge.indexes.set(i, new IndexCharge(0, index.partitionHash()));
        }
        table.giveBack(charge.partitionHash, before - tableUnits(charge), charge.client);
    }

    /** The store refused the request as invalid: it is charged nothing. */
    synchronized void refused(Charge charge) {
        conditionFailed(charge);
        table.giveBack(charge.partitionHash, charge.units, charge.client);
        charge.units = 0;
    }

    /** What these charges come to, as an answer states it. */
    Consumed consumed(List<Charge> charges) {
        Map<String, Long> global = new HashMap<>();
        Map<String, Long> local = new HashMap<>();
        long units = 0;
        for (Charge charge : charges) {
            units += charge.units;
            for (int i = 0; i < indexes.size(); i++) {
                long indexUnits = charge.indexes.get(i).units();
                if (indexUnits > 0) {
                    (isLocal(i) ? local : global).merge(name(i), indexUnits, Long::sum);
                }
            }
        }
        return new Consumed(shape.name(), units, global, local);
    }

    /** The buckets of a table or index, and the record of what was taken. */
    private static final class Meter {
        final CapacityBucket bucket;
        final PartitionMap partitions;
        final CapacityRecord record;

        Meter(double unitsPerSecond, ProxySetup setup, long now, CapacityRecord record) {
            Duration unused =
                    setup.burst().compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : setup.burst();
            this.bucket = new CapacityBucket(unitsPerSecond, unused, now);
            this.partitions = new PartitionMap(setup.partitions(), now);
            this.record = record;
        }

        void take(long partitionHash, long units, String client, long now) {
            if (units > 0) {
                bucket.take(units);
                partitions.of(partitionHash).take(units);
                record.consumed(client, units, now);
            }
        }

        void giveBack(long partitionHash, long units, String client) {
            if (units > 0) {
                bucket.giveBack(units);
                partitions.of(partitionHash).giveBack(units);
                record.givenBack(client, units);
            }
        }
    }
}
