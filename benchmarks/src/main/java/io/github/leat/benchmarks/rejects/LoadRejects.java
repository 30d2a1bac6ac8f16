package io.github.leat.benchmarks.rejects;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.rejects.RejectSide.Outcome;
import io.github.leat.core.io.StreamSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.RejectBudget;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.SchemaPolicy;
import java.nio.file.Path;
import java.util.List;

/** See {@link RejectSide#LEAT_LOAD}. */
final class LoadRejects implements RejectSide.Reading {
    @Override
    public Outcome read(CsvInput input, List<ColumnType> types, Path rejects) {
        Load load = Load.from(StreamSource.of("input", input.stream()))
                .into(CsvSink.to(Path.of("/dev/null")))
                .schemaPolicy(SchemaPolicy.FREEZE)
                .maxRejects(RejectBudget.unlimited())
                .deadLetters(DeadLetters.toFile(rejects));
        for (int c = 0; c < types.size(); c++) {
            load = load.cast(input.columns().get(c), types.get(c));
        }
        LoadReport report = load.run();
        return new Outcome(report.counts().written(), report.counts().rejected());
    }
}
