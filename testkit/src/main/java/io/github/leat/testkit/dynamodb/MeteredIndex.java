package io.github.leat.testkit.dynamodb;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a secondary index is charged for a write to its table: a global one by its own capacity, a local one by the table's.
 *
 * <p>Rules from the developer guide, "Global secondary indexes" and "Local secondary indexes", "Write capacity units" (read
 * 2026-11-26): an entry exists only
 * where the item has all of the index's key attributes; a new, changed or removed entry is one write of the entry's projected size
 * rounded up; a changed index key is two writes, one that removes the old entry and one that puts the new; a write that changes
 * nothing of the entry is none. That an entry counts the larger of its old and new size, as an item does, is not on that page.
 */
record MeteredIndex(
        String name,
        List<String> keys,
        List<String> tableKeys,
        @Nullable Set<String> included) {
    /** An entry of the index; absent entries are null. */
    record Entry(long keyHash, long partitionHash, long size, long contentHash) {}

    private boolean projects(String attribute) {
        return included == null
                || included.contains(attribute)
                || keys.contains(attribute)
                || tableKeys.contains(attribute);
    }

    /** The entry of an item, or null where the item has none. */
    @Nullable
    Entry entry(@Nullable ParsedItem item) {
        if (item == null) {
            return null;
        }
        OptionalLong key = item.hash(keys);
        if (key.isEmpty()) {
            return null;
        }
        long size = 0;
        ContentHash content = new ContentHash();
        for (ParsedItem.Attribute attribute : item.attributes()) {
            if (projects(attribute.name())) {
                size += attribute.size();
                content.add(attribute.name());
                content.add(attribute.hash());
            }
        }
        return new Entry(key.getAsLong(), item.hash(keys.get(0)).orElseThrow(), size, content.value());
    }

    /** Write units that an index is charged for the change from one entry to another. */
    static long units(@Nullable Entry old, @Nullable Entry fresh) {
        if (old == null) {
            return fresh == null ? 0 : ItemSize.writeUnits(fresh.size());
        }
        if (fresh == null) {
            return ItemSize.writeUnits(old.size());
        }
        if (old.keyHash() != fresh.keyHash()) {
            return ItemSize.writeUnits(old.size()) + ItemSize.writeUnits(fresh.size());
        }
        return old.contentHash() == fresh.contentHash() ? 0 : ItemSize.writeUnits(Math.max(old.size(), fresh.size()));
    }
}
