package io.github.leat.testkit.dynamodb;

import io.github.leat.core.rate.Ticker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The records of all tables and indexes; those of a table stay when its meter is made anew. */
final class CapacityRecords {
    private final Map<String, CapacityRecord> records = new ConcurrentHashMap<>();
    private final Ticker ticker;

    CapacityRecords(Ticker ticker) {
        this.ticker = ticker;
    }

    CapacityRecord of(String table) {
        return records.computeIfAbsent(table, name -> new CapacityRecord(ticker.nanos()));
    }

    CapacityRecord of(String table, String index) {
        return of(table + "/index/" + index);
    }
}
