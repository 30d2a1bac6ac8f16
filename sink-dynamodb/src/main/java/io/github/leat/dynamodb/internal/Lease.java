package io.github.leat.dynamodb.internal;

import io.github.leat.core.TransientSinkException;
import io.github.leat.core.rate.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * This load's share of a budget that several loads hold together, so that they stay below the table's capacity whatever each does.
 *
 * <p>Every second it says that it lives, what it could use, and takes what is its by {@link Budget#fair}: more only of what nobody
 * holds, in the same conditional write; less at once, before it is written. A share counts for {@value #LEASE_SECONDS} seconds from
 * <em>before</em> the write that renewed it was sent. Others take it over only when they have seen the same beat for
 * {@value #TAKEOVER_SECONDS} seconds from <em>after</em> they first read it. Both are spans on a monotonic clock of one's own and no
 * time of day is compared, so clocks may differ as they like; only their speed may not, by more than the 3 seconds between. Not
 * covered: a machine whose monotonic clock stands still while it is suspended, and a request that the network holds back for longer
 * than that.
 *
 * <p>One thread beats; the others ask for {@link #portion}. Thread-safe.
 */
final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    static final int LEASE_SECONDS = 5;
    static final int TAKEOVER_SECONDS = 8;
    private static final long LEASE = Duration.ofSeconds(LEASE_SECONDS).toNanos();
    private static final long TAKEOVER = Duration.ofSeconds(TAKEOVER_SECONDS).toNanos();

    /** So long it may be without a share before the load fails: others give theirs within seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int ATTEMPTS = 5;
    private static final long BEAT_MILLIS = 900;
    private static final long CONFLICT_MILLIS = 60;

    /** What is used of a share above which more may be needed. */
    private static final double HUNGRY = 0.75;

    private static final double ROOM = 1.5;
    private static final long LEAST_NEED = Budget.WHOLE / 50;

    /** At its start a load is slow for other reasons. */
    private static final long STARTING = Duration.ofSeconds(10).toNanos();

    /** A beat of another load, and when it was first seen. */
    private record Seen(long beat, long at) {}

    private final BudgetItem item;
    private final String where;
    private final Ticker ticker;
    private final String id = UUID.randomUUID().toString();
    private final Random random = new Random();
    private final Map<String, Seen> seen = new HashMap<>();
    private final AtomicLong used = new AtomicLong();
    private final long openedAt;
    private long beat;
    private long usedSince;
    private volatile double provided;
    private volatile long share;
    private volatile long validUntil;
    private volatile boolean ended;
    private volatile Thread thread = new Thread();

    /** @param provided units in a second that are shared */
    Lease(BudgetItem item, String where, double provided, Ticker ticker) {
        this.item = item;
        this.where = where;
        this.provided = provided;
        this.ticker = ticker;
        this.openedAt = ticker.nanos();
        this.usedSince = openedAt;
        this.validUntil = openedAt;
    }

    /** Begins to beat. */
    void start() {
        thread = new Thread(this::run, "leat-lease");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!ended) {
                boolean done = beat();
                ticker.sleep(Duration.ofMillis(done ? BEAT_MILLIS + random.nextInt(200) : random.nextInt(200)));
            }
        } catch (InterruptedException e) {
            // the load ends
        }
    }

    /** The part of the whole that may be used now. */
    double portion() {
        long now = ticker.nanos();
        if (!ended && now - validUntil < 0) {
            return (double) share / Budget.WHOLE;
        }
        if (now - validUntil > PATIENCE.toNanos()) {
            throw new TransientSinkException(
                    where + ": the lease could not be renewed for " + PATIENCE.toSeconds()
                            + " s, so nothing may be written. Look whether the ledger's table can be written;"
                            + " the load goes on at its last commit.",
                    new IllegalStateException("no lease"));
        }
        return 0;
    }

    /** Units that were charged. */
    void used(long units) {
        used.addAndGet(units);
    }

    /** What the table has now. */
    void provided(double units) {
        provided = units;
    }

    /** Renews the share; false if it could not be. */
    boolean beat() throws InterruptedException {
        long need = need();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Budget read = item.read();
                Budget live = read.without(dead(read, ticker.nanos()));
                Budget.Holder own = live.holders().get(id);
                long held = own == null ? 0 : own.share();
                beat++;
                long fair = live.with(id, new Budget.Holder(beat, held, need)).fair(id);
                long next = Math.min(fair, held + Math.max(0, live.free()));
                share = Math.min(share, next);
                long sentAt = ticker.nanos();
                if (item.write(live.with(id, new Budget.Holder(beat, next, need)))) {
                    share = next;
                    validUntil = sentAt + LEASE;
                    return true;
                }
            } catch (SdkException e) {
                LOG.debug("{}: the lease was not renewed this time", where, e);
                return false;
            }
            ticker.sleep(Duration.ofMillis(random.nextInt((int) CONFLICT_MILLIS)));
        }
        return false;
    }

    /** Holders that have not been heard of for so long that they do not write any more. */
    private List<String> dead(Budget read, long now) {
        seen.keySet().retainAll(read.holders().keySet());
        List<String> dead = new ArrayList<>();
        read.holders().forEach((holder, state) -> {
            Seen before = seen.get(holder);
            if (before == null || before.beat() != state.beat()) {
                seen.put(holder, new Seen(state.beat(), now));
            } else if (now - before.at() >= TAKEOVER && !holder.equals(id)) {
                dead.add(holder);
            }
        });
        return dead;
    }

    private long need() {
        long now = ticker.nanos();
        double seconds = Math.max(0.001, (now - usedSince) / 1e9);
        double taken = used.getAndSet(0) / seconds / provided * Budget.WHOLE;
        usedSince = now;
        boolean hungry = share == 0 || now - validUntil >= 0 || taken >= share * HUNGRY || now - openedAt < STARTING;
        return hungry ? Budget.WHOLE : Math.max(LEAST_NEED, (long) (taken * ROOM));
    }

    /** Gives the share back. Nothing may be written after it. */
    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        try {
            thread.join();
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Budget read = item.read();
                if (!read.holders().containsKey(id) || item.write(read.without(List.of(id)))) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SdkException e) {
            LOG.debug("{}: the lease was not given back; it ends by itself", where, e);
        }
    }
}
