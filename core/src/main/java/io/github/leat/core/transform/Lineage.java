package io.github.leat.core.transform;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.record.internal.TextBatch;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adds where each record came from: {@code _leat_source}, {@code _leat_version}, {@code _leat_line}, {@code _leat_loaded_at}.
 *
 * <p>Works on conformed batches.
 *
 * @param source name of the source
 * @param version its version; empty text if it has none
 * @param loadedAt when the load began, kept in microseconds
 */
public record Lineage(String source, String version, Instant loadedAt) implements Transform {
    private static final List<Column> COLUMNS = List.of(
            Column.of("_leat_source", ColumnType.TEXT),
            Column.of("_leat_version", ColumnType.TEXT),
            Column.of("_leat_line", ColumnType.LONG),
            Column.of("_leat_loaded_at", ColumnType.TIMESTAMP_TZ));

    @Override
    public Schema outputSchema(Schema input) {
        List<Column> columns = new ArrayList<>(input.columns());
        columns.addAll(COLUMNS);
        return Schema.of(columns);
    }

    @Override
    public RecordBatch apply(RecordBatch batch, Rejects rejects) {
        TextBatch text = (TextBatch) batch;
        long[] loaded = new long[text.chunk().records()];
        Arrays.fill(loaded, ChronoUnit.MICROS.between(Instant.EPOCH, loadedAt));
        long[] lines = text.lines();
        return text.withConstant(COLUMNS.get(0), utf8(source), null)
                .withConstant(COLUMNS.get(1), utf8(version), null)
                .withConstant(COLUMNS.get(2), null, lines)
                .withConstant(
                        COLUMNS.get(3),
                        utf8(loadedAt.truncatedTo(ChronoUnit.MICROS).toString()),
                        loaded);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
