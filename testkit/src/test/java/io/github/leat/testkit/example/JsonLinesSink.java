package io.github.leat.testkit.example;

import io.github.leat.core.SchemaException;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Delivery;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkPlan;
import io.github.leat.core.sink.SinkTraits;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

// docs: sink
/** A file of JSON lines: one object for each record. Appends, exactly once. Immutable. */
public final class JsonLinesSink implements Sink {
    private final Path file;
    private final WriteMode mode;

    private JsonLinesSink(Path file, WriteMode mode) {
        this.file = file;
        this.mode = mode;
    }

    /** Appends to a file, which the first load creates. */
    public static JsonLinesSink to(Path file) {
        return new JsonLinesSink(file, WriteMode.APPEND);
    }

    /** Another mode; any but APPEND is refused when the load is planned. */
    public JsonLinesSink mode(WriteMode other) {
        return new JsonLinesSink(file, other);
    }

    @Override
    public String name() {
        return "jsonl:" + file;
    }

    @Override
    public SinkTraits traits() {
        return new SinkTraits(Integer.MAX_VALUE, Long.MAX_VALUE, CostUnit.RECORDS, Delivery.EXACTLY_ONCE, 1, true);
    }

    @Override
    public SinkPlan plan(Schema schema) {
        if (mode != WriteMode.APPEND) {
            throw new SchemaException(name() + ": mode " + mode + " needs keys or a replacement, which a file of JSON"
                    + " lines has not. Use APPEND.");
        }
        return new SinkPlan(schema, List.of("append to " + file, "replace " + JsonLinesLedger.beside(file)));
    }

    @Override
    public Optional<LedgerEntry> ledger(LoadId load) {
        return JsonLinesLedger.read(file).find(load.source());
    }

    @Override
    public SinkWriter open(Schema schema, LoadId load) {
        return new JsonLinesWriter(file, load);
    }
}
// docs: end
