package io.github.leat.cli;

import io.github.leat.core.io.ByteSource;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.Sink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report of a load that failed before it began: what was known of it, and zeros. */
final class FailedLoad {
    private String source;
    private Optional<String> version = Optional.empty();
    private String target;

    FailedLoad(String source, String target) {
        this.source = source;
        this.target = target;
    }

    void source(ByteSource opened) {
        source = opened.name();
        version = opened.version();
    }

    void sink(Sink sink) {
        target = sink.name();
    }

    /** Its load id is empty: there was no load. */
    LoadReport report() {
        return new LoadReport(
                "",
                LoadOutcome.FAILED,
                source,
                version,
                target,
                RecordCounts.ZERO,
                0,
                0,
                CostUnit.RECORDS,
                Duration.ZERO,
                Duration.ZERO,
                0,
                Optional.empty(),
                Optional.empty(),
                Schema.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                0,
                List.of());
    }
}
