package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SchemaException;
import io.github.leat.core.io.StreamSource;
import io.github.leat.core.load.DeadLetterWriter;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.DriftPolicy;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.WriteMode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The part of {@link SinkContract} about columns that differ between source and target: whole loads into a sink. */
abstract class DriftCases extends ValueCases {
    private static final String TABLE = "drift";

    private Load load(WriteMode mode, SchemaPolicy policy, String name, String text) {
        List<String> key = mode.needsKey() ? List.of("id") : List.of();
        return Load.from(StreamSource.of(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .into(sink(new SinkSetup(TABLE, mode, key, policy)))
                .deadLetters(new Forgotten());
    }

    private Load frozen(String name, String text, String drift) {
        return load(WriteMode.APPEND, SchemaPolicy.FREEZE, name, text)
                .drift(DriftPolicy.of(SchemaPolicy.FREEZE).with(drift));
    }

    private void first() {
        load(WriteMode.APPEND, SchemaPolicy.EVOLVE, "first.csv", "id,name,score\n1,Ada,3\n")
                .run();
    }

    private Map<String, @Nullable String> row(String id) {
        return rows(TABLE).orElseThrow().stream()
                .filter(row -> id.equals(row.get("id")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void newColumnsMayBeIgnored() {
        require(SinkAbility.COLUMNS);
        first();
        frozen("more.csv", "id,name,extra,score\n2,Grace,x,4\n", "new=ignore").run();
        assertThat(row("2"))
                .containsEntry("name", "Grace")
                .containsEntry("score", "4")
                .doesNotContainKey("extra");
        assertThat(rows(TABLE).orElseThrow()).hasSize(2);
    }

    @Test
    void newColumnsMayBeRefused() {
        require(SinkAbility.COLUMNS);
        first();
        assertThatThrownBy(() -> frozen("more.csv", "id,name,score,extra\n2,Grace,4,\n3,Joan,5,x\n", "new=reject")
                        .run())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("more.csv:3 (record 2")
                .hasMessageContaining("column \"extra\", value \"x\"");
        assertThat(rows(TABLE).orElseThrow()).hasSize(1);
    }

    @Test
    void missingColumnsMayBeRefusedOrWrittenAsNull() {
        require(SinkAbility.COLUMNS);
        first();
        assertThatThrownBy(() -> frozen("less.csv", "id,name\n2,Grace\n", "missing=reject")
                        .run())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("less.csv has no column \"score\"");
        frozen("less.csv", "id,name\n2,Grace\n", "missing=null").run();
        assertThat(row("2")).containsEntry("score", null);
    }

    @Test
    void anUpsertKeepsOrClearsMissingColumns() {
        require(SinkAbility.UPSERT);
        require(SinkAbility.EVOLVE_COLUMNS);
        first();
        load(WriteMode.UPSERT, SchemaPolicy.EVOLVE, "a.csv", "id,name\n1,Lovelace\n")
                .run();
        assertThat(row("1")).containsEntry("name", "Lovelace").containsEntry("score", "3");
        load(WriteMode.UPSERT, SchemaPolicy.EVOLVE, "b.csv", "id,name\n1,Ada\n")
                .drift(DriftPolicy.of(SchemaPolicy.EVOLVE).with("missing=null"))
                .run();
        assertThat(row("1")).containsEntry("name", "Ada").containsEntry("score", null);
    }

    @Test
    void valuesOfAnotherTypeMayBecomeNullOrBeRejected() {
        require(SinkAbility.TYPED);
        first();
        LoadReport nulled = frozen("t.csv", "id,name,score\n2,Grace,high\n3,Joan,5\n", "type=null")
                .run();
        assertThat(nulled.valuesNulled()).isEqualTo(1);
        assertThat(nulled.counts()).isEqualTo(new RecordCounts(2, 2, 0, 0, 0));
        assertThat(row("2")).containsEntry("score", null);
        LoadReport rejected = frozen("u.csv", "id,name,score\n4,Mary,low\n5,Ida,8\n", "type=reject")
                .run();
        assertThat(rejected.rejects()).containsExactly(Map.entry(RejectCode.CONVERSION, 1L));
        assertThat(rejected.samples().get(0)).contains("u.csv:2 (record 1", "column \"score\"", "\"low\"");
        assertThat(row("5")).containsEntry("score", "8");
        assertThat(rows(TABLE).orElseThrow()).hasSize(4);
    }

    @Test
    void computedAndConstantColumnsTakeTheTargetsType() {
        load(WriteMode.APPEND, SchemaPolicy.EVOLVE, "a.csv", "id,c,half\n1,7,0.5\n")
                .run();
        LoadReport report = load(WriteMode.APPEND, SchemaPolicy.EVOLVE, "b.csv", "id\n2\n")
                .constant("c", "8")
                .cast("c", ColumnType.LONG)
                .compute(
                        List.of(Column.of("half", ColumnType.decimal(18, 1))),
                        (record, values) -> values.setLong(0, record.getLong(0) / 2))
                .run();
        assertThat(report.counts()).isEqualTo(new RecordCounts(1, 1, 0, 0, 0));
        assertThat(row("2")).containsEntry("c", "8");
        assertThat(Double.parseDouble(String.valueOf(row("2").get("half")))).isEqualTo(1.0);
    }

    /** Takes rejects and keeps none. */
    private record Forgotten() implements DeadLetters {
        @Override
        public String name() {
            return "nowhere";
        }

        @Override
        public DeadLetterWriter open(
                LoadId load, String source, String target, Schema columns, Optional<Checkpoint> resumedAt) {
            return new DeadLetterWriter() {
                @Override
                public void write(RecordBatch origin, Rejection rejection) {}

                @Override
                public long commit() {
                    return 0;
                }

                @Override
                public void complete() {}

                @Override
                public void close() {}
            };
        }
    }
}
