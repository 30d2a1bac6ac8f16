package io.github.leat.testkit.dynamodb;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a table or index was charged, in slots of 100 ms since its meter began, and how its requests fared. Thread-safe.
 */
public final class CapacityRecord {
    /** The length of a slot. */
    public static final Duration SLOT = Duration.ofMillis(100);

    private final long began;
    private final Map<String, UnitSlots> clients = new TreeMap<>();
    private final UnitSlots all = new UnitSlots();
    private final UnitSlots requests = new UnitSlots();
    private final UnitSlots throttledRequests = new UnitSlots();
    private long refusedRequests;
    private long throttledItems;

    CapacityRecord(long began) {
        this.began = began;
    }

    synchronized void consumed(String client, long units, long nanos) {
        int slot = (int) ((nanos - began) / SLOT.toNanos());
        all.add(slot, units);
        clients.computeIfAbsent(client, name -> new UnitSlots()).add(slot, units);
    }

    synchronized void givenBack(String client, long units) {
        all.takeBack(units);
        clients.computeIfAbsent(client, name -> new UnitSlots()).takeBack(units);
    }

    synchronized void request(int itemsThrottled, boolean refused, long nanos) {
        int slot = (int) ((nanos - began) / SLOT.toNanos());
        requests.add(slot, 1);
        throttledRequests.add(slot, itemsThrottled > 0 ? 1 : 0);
        throttledItems += itemsThrottled;
        refusedRequests += refused ? 1 : 0;
    }

    /** Write units charged so far. */
    public synchronized long total() {
        return all.between(0, Integer.MAX_VALUE);
    }

    /** Write units charged in a stretch of time since the meter began, in whole slots. */
    public synchronized long between(Duration from, Duration to) {
        return all.between(slot(from), slot(to));
    }

    /** As {@link #between(Duration, Duration)}, of each client by its access key id. */
    public synchronized Map<String, Long> byClient(Duration from, Duration to) {
        Map<String, Long> units = new TreeMap<>();
        clients.forEach((client, slots) -> units.put(client, slots.between(slot(from), slot(to))));
        return units;
    }

    /** Write units charged so far to each client by its access key id. */
    public synchronized Map<String, Long> byClient() {
        Map<String, Long> units = new TreeMap<>();
        clients.forEach((client, slots) -> units.put(client, slots.between(0, Integer.MAX_VALUE)));
        return units;
    }

    /** The most write units charged in any window of this length that begins with a slot. */
    public synchronized long mostIn(Duration window) {
        return all.mostIn(slot(window), 0);
    }

    /** As {@link #mostIn(Duration)}, of the windows that begin at this time since the meter began or later. */
    public synchronized long mostIn(Duration window, Duration from) {
        return all.mostIn(slot(window), slot(from));
    }

    /** The slots' write units, from the first to the last that was charged any. */
    public synchronized long[] slots() {
        return all.copy();
    }

    /** Write requests to the table, whatever their outcome. */
    public synchronized long requests() {
        return requests.between(0, Integer.MAX_VALUE);
    }

    /** As {@link #requests()}, in a stretch of time since the meter began. */
    public synchronized long requests(Duration from, Duration to) {
        return requests.between(slot(from), slot(to));
    }

    /** Write requests of which some or all items were throttled. */
    public synchronized long throttledRequests() {
        return throttledRequests.between(0, Integer.MAX_VALUE);
    }

    /** As {@link #throttledRequests()}, in a stretch of time since the meter began. */
    public synchronized long throttledRequests(Duration from, Duration to) {
        return throttledRequests.between(slot(from), slot(to));
    }

    /** Write requests that were throttled as a whole, with an exception. */
    public synchronized long refusedRequests() {
        return refusedRequests;
    }

    /** Items that were throttled, each time they were. */
    public synchronized long throttledItems() {
        return throttledItems;
    }

    private static int slot(Duration sinceBegin) {
        return (int) Math.min(Integer.MAX_VALUE, sinceBegin.toNanos() / SLOT.toNanos());
    }
}
