package io.github.leat.core.load.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.core.rate.AdaptiveLimiter;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.rate.RateLimiter;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.rate.TokenBucket;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.Throttling;
import io.github.leat.core.sink.WriteResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The throughput of a load: how large its writes are, what each costs, and how long it waits. Thread-safe.
 *
 * <p>A throughput in records or bytes is a token bucket. A target that charges capacity units has an adaptive limiter beside it,
 * below what the target provides, whether or not there is a throughput.
 */
public final class Pace {
    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);
    private static final int WRITES_PER_SECOND = 4;

    /** A tenth of a second may be caught up after a late wake-up; a load begins with nothing saved up. */
    private static final int BURST_SHARE = 10;

    /** Most capacity units in one write, in seconds of the rate: small ones keep any two seconds below the bound. */
    private static final double WRITE_SECONDS = 0.02;

    /** The most that is taken of a bound that is all of what is provided, so that late requests do not go beyond it. */
    private static final double HEADROOM = 0.98;

    /** The least that is left for it, however large single records are: a target that is small for them would stand idle. */
    private static final double LEAST_OF_BOUND = 0.95;

    /** What loads that share a budget take of it together: each has writes that come late, and a largest one. */
    private static final double HEADROOM_OF_ALL = 0.95;

    /** Over so long what is granted is at most what is provided, the largest write included. */
    private static final double WINDOW_SECONDS = 2;

    /** Seconds of late wake-ups that are caught up; and what is left of that where a record is worth a tenth of a second. */
    private static final double CATCH_UP = 0.02;

    private static final double LEAST_CATCH_UP = 0.004;

    /** Costs are whole units: less than one too much in a window is none. */
    private static final double NO_UNIT = 0.95;

    /** Where a target begins that does not say what it takes: what a new on-demand table of DynamoDB takes. */
    private static final double UNKNOWN_START = 4000;

    private static final long ASK_NANOS = 2_000_000_000L;

    /** So soon it is seen that the rate has changed. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(50);

    private final RateLimiter limiter;
    private final @Nullable AdaptiveLimiter capacity;
    private final Optional<Throughput> throughput;
    private final DoubleSupplier share;
    private final SinkTraits traits;
    private final String sink;
    private final Ticker ticker;
    private final AtomicLong askedAt;

    /** What was settled, in the unit of the throughput. */
    private final AtomicLong spent = new AtomicLong();

    /** The costliest write so far. */
    private final AtomicLong largest = new AtomicLong();

    /** What the target said that it provides. */
    private OptionalDouble said = OptionalDouble.empty();

    private boolean spendsCredit;

    /** What the throughput and the target allow, whatever others do. */
    private double bound = Double.POSITIVE_INFINITY;

    /** What all loads that share a budget may take together. */
    private double provided = Double.POSITIVE_INFINITY;

    /** This load's of it. */
    private double portion = 1;

    private Pace(
            RateLimiter limiter,
            @Nullable AdaptiveLimiter capacity,
            Optional<Throughput> throughput,
            DoubleSupplier share,
            SinkTraits traits,
            String sink,
            Ticker ticker) {
        this.share = share;
        this.limiter = limiter;
        this.capacity = capacity;
        this.throughput = throughput;
        this.traits = traits;
        this.sink = sink;
        this.ticker = ticker;
        this.askedAt = new AtomicLong(ticker.nanos());
    }

    /**
     * What was reserved for one write.
     *
     * @param cost in the unit of the throughput
     * @param units in capacity units; 0 where the target has none
     * @param turn of the units in the limiter's queue
     * @param until when on the ticker the write has to wait for the throughput
     */
    record Turn(long cost, long units, AdaptiveLimiter.@Nullable Turn turn, long until) {}

    /**
     * The pace of a throughput, or none.
     *
     * @param share what part of it there is at each time, above 0 and at most 1
     * @throws SchemaException if the throughput is in a unit that the sink does not charge
     */
    public static Pace of(
            Optional<Throughput> throughput, DoubleSupplier share, SinkTraits traits, String sink, Ticker ticker) {
        boolean charges = traits.costUnit() == CostUnit.WCU;
        boolean inUnits = throughput.filter(rate -> rate.unit() == CostUnit.WCU).isPresent();
        if (inUnits && !charges) {
            throw new SchemaException(
                    sink + " has no write capacity units. Give a throughput in records or bytes per second,"
                            + " such as 500rec/s or 5MB/s.");
        }
        double bound = inUnits ? throughput.get().perSecond() : Double.POSITIVE_INFINITY;
        AdaptiveLimiter capacity =
                charges ? new AdaptiveLimiter(bound * share.getAsDouble(), UNKNOWN_START, ticker) : null;
        RateLimiter limiter = throughput.isEmpty() || inUnits
                ? RateLimiter.unlimited()
                : new TokenBucket(throughput.get().perSecond(), throughput.get().perSecond() / BURST_SHARE, ticker);
        return new Pace(limiter, capacity, throughput, share, traits, sink, ticker);
    }

    /**
     * Asks the target what it can take, at the start of a load.
     *
     * @throws SchemaException if the throughput is a share of what the target does not say
     */
    public void begin(SinkWriter writer) {
        if (capacity != null) {
            OptionalDouble begins = writer.capacity();
            adopt(capacity, begins, writer.spendsCredit());
            if (writer.spendsCredit() && begins.isPresent()) {
                capacity.goOnAt(begins.getAsDouble());
            }
            take(capacity, writer.portion());
        }
    }

    private synchronized void adopt(AdaptiveLimiter limit, OptionalDouble all, boolean spends) {
        boolean inUnits = throughput.filter(rate -> rate.unit() == CostUnit.WCU).isPresent();
        bound = inUnits ? throughput.get().perSecond() : Double.POSITIVE_INFINITY;
        double wanted = inUnits ? throughput.get().share() : 1;
        if (spends) {
            if (wanted < 1) {
                throw new SchemaException(
                        "A share of what " + sink + " provides does not go with spending what it saved up."
                                + " Give a throughput such as 500wcu/s, or leave the credit.");
            }
            provided = Double.POSITIVE_INFINITY;
        } else if (all.isPresent()) {
            double most = ofBound(all.getAsDouble());
            provided = Math.min(most, HEADROOM_OF_ALL) * all.getAsDouble();
            bound = Math.min(bound, Math.min(wanted, most) * all.getAsDouble());
            limit.catchUp(portion == 1 ? catchUp(all.getAsDouble()) : CATCH_UP);
        } else if (throughput.filter(Throughput::isShare).isPresent()) {
            throw new SchemaException(sink + " is billed by request and has no maximum, so there is nothing to take "
                    + Math.round(wanted * 100)
                    + "% of. Give a throughput such as 500wcu/s, or set a maximum for the table.");
        } else {
            provided = Double.POSITIVE_INFINITY;
        }
        said = all;
        spendsCredit = spends;
        limit.ceiling(ceiling());
    }

    /** What part of all that is provided is taken: where a few records are worth a second, one too many is more than late ones are. */
    private double ofBound(double all) {
        double coarse = 1 - largest.get() / all / WINDOW_SECONDS;
        return Math.max(LEAST_OF_BOUND, Math.min(HEADROOM, coarse));
    }

    /** Seconds that a load which is alone may catch up beside its largest write. */
    private double catchUp(double all) {
        double room = (NO_UNIT - largest.get()) / all + (1 - ofBound(all)) * WINDOW_SECONDS;
        return Math.max(LEAST_CATCH_UP, Math.min(CATCH_UP, room));
    }

    /** Lowers the bound where a write is larger than those before. */
    private void heed(AdaptiveLimiter limit, long units) {
        if (units > largest.get()) {
            synchronized (this) {
                largest.accumulateAndGet(units, Math::max);
                adopt(limit, said, spendsCredit);
            }
        }
    }

    /** Asks the target again, at most every two seconds, whichever writer comes first. */
    void askAgain(SinkWriter writer) {
        AdaptiveLimiter limit = capacity;
        long now = ticker.nanos();
        long last = askedAt.get();
        if (limit == null || now - last < ASK_NANOS || !askedAt.compareAndSet(last, now)) {
            return;
        }
        try {
            adopt(limit, writer.capacity(), writer.spendsCredit());
        } catch (TransientSinkException | SchemaException e) {
            LOG.debug("{} does not say what it provides now; the pace stays", sink, e);
        }
    }

    /** How many records to write at once out of a batch: a quarter of a second's worth, within the sink's limits. */
    public int recordsPerWrite(RecordBatch batch) {
        long bytesEach = Math.max(1, batch.sizeInBytes() / Math.max(1, batch.size()));
        long most = Math.min(traits.maxBatchRecords(), traits.maxBatchBytes() / bytesEach);
        if (throughput.isPresent()) {
            double quarter = throughput.get().perSecond() * share.getAsDouble() / WRITES_PER_SECOND;
            most = Math.min(most, (long) (throughput.get().unit() == CostUnit.BYTES ? quarter / bytesEach : quarter));
        }
        return (int) Math.max(1, Math.min(most, Integer.MAX_VALUE));
    }

    /** How many records to hand over at once to writers that cut them up themselves: a second's worth at least. */
    public int recordsPerHandOver(RecordBatch batch) {
        long most = batch.size();
        if (capacity != null) {
            most = Math.max(4L * traits.maxBatchRecords(), (long) Math.min(capacity.perSecond(), Integer.MAX_VALUE));
        }
        return (int) Math.max(1, Math.min(most, batch.size()));
    }

    /** Units in a second that are granted now; infinite for a target without. */
    public double unitsPerSecond() {
        return capacity == null ? Double.POSITIVE_INFINITY : capacity.perSecond();
    }

    /**
     * Units in a second that are granted at most, whatever is refused now or others take; without a bound those that are granted
     * now.
     */
    public synchronized double mostUnitsPerSecond() {
        if (capacity == null) {
            return Double.POSITIVE_INFINITY;
        }
        return Double.isInfinite(bound) ? capacity.perSecond() : bound * share.getAsDouble();
    }

    /** What is counted: that of the throughput, or capacity units where the target charges them. */
    public CostUnit unit() {
        return capacity != null
                ? CostUnit.WCU
                : throughput.map(Throughput::unit).orElse(CostUnit.RECORDS);
    }

    /** How much of {@link #unit} may be spent in a second now; infinite where nothing bounds it. */
    public double allowedPerSecond() {
        if (capacity != null) {
            return capacity.perSecond();
        }
        return throughput.map(rate -> rate.perSecond() * share.getAsDouble()).orElse(Double.POSITIVE_INFINITY);
    }

    /** What was spent so far, in {@link #unit}. */
    public long spent() {
        return spent.get();
    }

    /** How many of the first records of a batch to write at once. */
    int most(RecordBatch batch, SinkWriter writer) {
        if (capacity == null) {
            return batch.size();
        }
        int fitting = writer.most(batch, Math.max(1, capacity.perSecond() * WRITE_SECONDS));
        return Math.max(1, Math.min(fitting, Math.min(batch.size(), traits.maxBatchRecords())));
    }

    Turn reserve(RecordBatch batch, SinkWriter writer) {
        long cost = switch (throughput.map(Throughput::unit).orElse(CostUnit.RECORDS)) {
            case RECORDS -> batch.size();
            case BYTES -> batch.sizeInBytes();
            case WCU -> 0;
        };
        if (limiter instanceof TokenBucket bucket && throughput.isPresent()) {
            double now = throughput.get().perSecond() * share.getAsDouble();
            bucket.rate(now, now / BURST_SHARE);
        }
        long until = ticker.nanos() + limiter.reserve(cost).toNanos();
        if (capacity == null) {
            return new Turn(cost, 0, null, until);
        }
        long units = writer.estimateCost(batch);
        heed(capacity, units);
        return new Turn(cost, units, capacity.take(units), until);
    }

    /** How long to wait for a turn before asking again; zero: it has come. */
    Duration until(Turn turn, SinkWriter writer) {
        Duration wait = Duration.ofNanos(Math.max(0, turn.until() - ticker.nanos()));
        AdaptiveLimiter.Turn ofUnits = turn.turn();
        if (capacity == null || ofUnits == null) {
            return wait;
        }
        take(capacity, writer.portion());
        Duration longer = capacity.until(ofUnits);
        longer = wait.compareTo(longer) > 0 ? wait : longer;
        return longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
    }

    private synchronized double ceiling() {
        double own = portion == 1 ? bound : Math.min(bound, portion * provided);
        return own * share.getAsDouble();
    }

    /** Keeps to a portion of the bound. */
    private synchronized void take(AdaptiveLimiter limit, double wanted) {
        if (wanted <= 0) {
            limit.halt(LONGEST_WAIT);
        } else if (wanted != portion) {
            portion = wanted;
            limit.ceiling(ceiling());
        }
    }

    void settle(Turn turn, WriteResult result) {
        limiter.settle(turn.cost(), turn.cost(), result.throttled());
        spent.addAndGet(capacity == null ? turn.cost() : result.cost());
        if (capacity != null) {
            capacity.settle(turn.units(), result.cost(), result.throttling() == Throttling.TARGET);
        }
    }

    /** A write failed and may have been charged or not: what it was thought to cost stays taken. */
    void failed(Turn turn) {
        limiter.settle(turn.cost(), capacity == null ? 0 : turn.cost(), true);
    }
}
