package io.github.leat.spark;

import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.Delivery;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteResult;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the decoded values of all records as texts. */
final class CollectingSink implements Sink {
    private final List<String> rows = new ArrayList<>();

    List<String> rows() {
        return rows;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public SinkTraits traits() {
        return new SinkTraits(100_000, 1 << 24, CostUnit.RECORDS, Delivery.AT_LEAST_ONCE, 1, false);
    }

    @Override
    public SinkPlan plan(Schema schema) {
        return new SinkPlan(schema, List.of());
    }

    @Override
    public Optional<LedgerEntry> ledger(LoadId load) {
        return Optional.empty();
    }

    @Override
    public SinkWriter open(Schema schema, LoadId load) {
        return new Writer();
    }

    private static Object value(RecordCursor record, int c, ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> record.getBoolean(c);
            case LONG -> record.getLong(c);
            case DECIMAL -> record.getDecimal(c).setScale(type.scale(), RoundingMode.UNNECESSARY);
            case DOUBLE -> record.getDouble(c);
            case DATE -> record.getDate(c);
            case TIMESTAMP -> record.getDateTime(c);
            case TIMESTAMP_TZ -> record.getTimestamp(c);
            case TIME, TEXT -> record.getString(c);
        };
    }

    private final class Writer implements SinkWriter {
        @Override
        public Optional<Checkpoint> lastCommit() {
            return Optional.empty();
        }

        @Override
        public long estimateCost(RecordBatch batch) {
            return batch.size();
        }

        @Override
        public WriteResult write(RecordBatch batch) {
            RecordCursor record = batch.cursor();
            while (record.next()) {
                List<String> values = new ArrayList<>();
                for (int c = 0; c < batch.schema().size(); c++) {
                    values.add(
                            record.isNull(c)
                                    ? "null"
                                    : String.valueOf(value(
                                            record, c, batch.schema().column(c).type())));
                }
                rows.add(values.toString());
            }
            return WriteResult.allWritten(batch.size());
        }

        @Override
        public void evolve(Schema wider) {
            throw new UnsupportedOperationException("types are frozen");
        }

        @Override
        public void commit(Checkpoint checkpoint) {}

        @Override
        public RecordCounts complete(Checkpoint end) {
            return end.counts();
        }

        @Override
        public void abort() {}

        @Override
        public void close() {}
    }
}
