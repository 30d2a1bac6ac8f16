package io.github.leat.cli;

import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.load.LoadPlan;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.transform.Conform;
import io.github.leat.dynamodb.DynamoDbSink;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What a load into DynamoDB would take, judged by the first few records and the size of the source. */
final class CapacityEstimate {
    private CapacityEstimate() {}

    /** One line; empty where there is nothing to judge by. */
    static Optional<String> of(DynamoDbSink table, LoadPlan plan, ByteSource source, Optional<Throughput> throughput) {
        Layout layout = plan.layout();
        List<List<String>> sample = layout.sampleRecords();
        if (sample.isEmpty() || source.sizeInBytes().isEmpty()) {
            return Optional.empty();
        }
        BatchBuilder builder = BatchBuilder.of(source.name(), layout.schema());
        long bytes = 0;
        for (List<String> values : sample) {
            @Nullable String[] fields = new String[layout.schema().size()];
            for (int i = 0; i < fields.length; i++) {
                String value = i < values.size() ? values.get(i) : "";
                fields[i] = value.isEmpty() ? null : value;
                bytes += value.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 1L;
            }
            builder.add(fields);
        }
        RecordBatch read = plan.reading().apply(builder.build(), Rejects.none());
        RecordBatch records = Conform.to(plan.sinkPlan().schema()).apply(read, Rejects.none());
        if (records.size() == 0) {
            return Optional.empty();
        }
        double units = (double) table.units(records) / records.size();
        long items = layout.exhaustive()
                ? layout.recordsSampled()
                : Math.max(1, source.sizeInBytes().getAsLong() * sample.size() / bytes);
        long total = Math.max(1, Math.round(items * units));
        StringBuilder text = new StringBuilder("about " + Figures.count(items, "item") + " and "
                + Figures.count(total, "write unit") + ", judged by " + Figures.count(records.size(), "record"));
        OptionalDouble rate = rate(table, throughput);
        if (rate.isPresent()) {
            Duration time = Duration.ofMillis(Math.round(total / rate.getAsDouble() * 1000));
            text.append(String.format(
                    Locale.ROOT, "; %s at %.0f write units/s", Figures.seconds(time), rate.getAsDouble()));
        }
        text.append(String.format(Locale.ROOT, "; as much as %.3f capacity-unit-hours", total / 3600.0));
        return Optional.of(text.toString());
    }

    private static OptionalDouble rate(DynamoDbSink table, Optional<Throughput> throughput) {
        OptionalDouble provided = table.capacity();
        Optional<Throughput> units = throughput.filter(rate -> rate.unit() == CostUnit.WCU);
        double bound = units.map(Throughput::perSecond).orElse(Double.POSITIVE_INFINITY);
        if (provided.isPresent()) {
            bound = Math.min(bound, units.map(Throughput::share).orElse(1.0) * provided.getAsDouble());
        }
        return Double.isInfinite(bound) ? OptionalDouble.empty() : OptionalDouble.of(bound);
    }
}
