package io.github.leat.core.load.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.rate.RateLimiter;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.rate.TokenBucket;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import java.util.Optional;

/** The throughput of a load: how large its writes are, and what each costs. Thread-safe. */
public final class Pace {
    private static final int WRITES_PER_SECOND = 4;

    /** A tenth of a second may be caught up after a late wake-up; a load begins with nothing saved up. */
    private static final int BURST_SHARE = 10;

    private final RateLimiter limiter;
    private final Optional<Throughput> throughput;
    private final SinkTraits traits;

    private Pace(RateLimiter limiter, Optional<Throughput> throughput, SinkTraits traits) {
        this.limiter = limiter;
        this.throughput = throughput;
        this.traits = traits;
    }

    /**
     * The pace of a throughput, or none.
     *
     * @throws SchemaException if the throughput is in a unit that the sink does not charge
     */
    public static Pace of(Optional<Throughput> throughput, SinkTraits traits, String sink, Ticker ticker) {
        if (throughput.isEmpty()) {
            return new Pace(RateLimiter.unlimited(), throughput, traits);
        }
        Throughput rate = throughput.get();
        if (rate.unit() == CostUnit.WCU && traits.costUnit() != CostUnit.WCU) {
            throw new SchemaException(
                    sink + " has no write capacity units. Give a throughput in records or bytes per second,"
                            + " such as 500rec/s or 5MB/s.");
        }
        return new Pace(new TokenBucket(rate.perSecond(), rate.perSecond() / BURST_SHARE, ticker), throughput, traits);
    }

    /** How many records to write at once out of a batch: a quarter of a second's worth, within the sink's limits. */
    public int recordsPerWrite(RecordBatch batch) {
        long bytesEach = Math.max(1, batch.sizeInBytes() / Math.max(1, batch.size()));
        long most = Math.min(traits.maxBatchRecords(), traits.maxBatchBytes() / bytesEach);
        if (throughput.isPresent()) {
            double quarter = throughput.get().perSecond() / WRITES_PER_SECOND;
            most = Math.min(most, (long) (throughput.get().unit() == CostUnit.BYTES ? quarter / bytesEach : quarter));
        }
        return (int) Math.max(1, Math.min(most, Integer.MAX_VALUE));
    }

    RateLimiter limiter() {
        return limiter;
    }

    /** What a batch costs in the unit of the throughput. */
    long cost(RecordBatch batch, SinkWriter writer) {
        CostUnit unit = throughput.map(Throughput::unit).orElse(CostUnit.RECORDS);
        return switch (unit) {
            case RECORDS -> batch.size();
            case BYTES -> batch.sizeInBytes();
            case WCU -> writer.estimateCost(batch);
        };
    }

    /** Whether the target's own charge is in the unit of the throughput. */
    boolean isCharged() {
        return throughput.map(rate -> rate.unit() == CostUnit.WCU).orElse(false);
    }
}
