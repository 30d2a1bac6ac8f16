package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.leat.core.Position;
import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.core.sink.WriteResult;
import io.github.leat.core.transform.Conform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * What the parts of {@link SinkContract} are made of: what a backend gives, people as records, loads, crashes, and rows read back.
 *
 * <p>The parts extend one another only because a test class has one superclass; none uses another.
 */
abstract class SinkCases {
    static final String SOURCE = "contract.csv";
    static final Schema PEOPLE = Schema.of(
            Column.of("id", ColumnType.LONG), Column.of("name", ColumnType.TEXT), Column.of("score", ColumnType.LONG));

    private final List<SinkWriter> dropped = new ArrayList<>();

    /** What writes told of records that were not written, since a load began. */
    private RecordCounts early = RecordCounts.ZERO;

    /** What the backend can do. */
    protected abstract Set<SinkAbility> abilities();

    /** A sink into the test's own database or directory; the same one throughout a test. */
    protected abstract Sink sink(SinkSetup setup);

    /**
     * The rows of a table as texts by column name, in any order; null for NULL; empty if there is no such table. Times are
     * written as ISO 8601 has them, numbers as any parser takes them.
     */
    protected abstract Optional<List<Map<String, @Nullable String>>> rows(String table);

    /**
     * Ends what a dead process would not hold any more, such as its connections; called where a test acts as if the process of a
     * writer had died.
     */
    protected void processDied() {}

    /** Skips the test, saying why, if the backend lacks an ability. */
    protected final void require(SinkAbility ability) {
        assumeTrue(abilities().contains(ability), "this sink does not have the ability " + ability);
    }

    /** Lets go of the writers that a test dropped as a crash would. */
    @AfterEach
    protected final void closeDroppedWriters() {
        for (SinkWriter writer : dropped) {
            try {
                writer.close();
            } catch (RuntimeException e) {
                // what a crash leaves open is of no interest
            }
        }
    }

    static SinkSetup setup(String table, WriteMode mode, String... key) {
        return new SinkSetup(table, mode, List.of(key), SchemaPolicy.EVOLVE);
    }

    static SinkSetup append() {
        return setup("t", WriteMode.APPEND);
    }

    static SinkSetup upsert(String... key) {
        return setup("t", WriteMode.UPSERT, key);
    }

    /** One table for each mode the backend has. */
    List<SinkSetup> modes() {
        return modes("t", "id");
    }

    List<SinkSetup> modes(String table, String... key) {
        List<SinkSetup> setups = new ArrayList<>();
        setups.add(setup(table + "_append", WriteMode.APPEND));
        for (WriteMode mode : List.of(WriteMode.UPSERT, WriteMode.INSERT_NEW, WriteMode.REPLACE)) {
            if (abilities().contains(SinkAbility.valueOf(mode.name()))) {
                boolean keyed = abilities().contains(SinkAbility.UPSERT);
                setups.add(setup(table + "_" + mode, mode, keyed ? key : new String[0]));
            }
        }
        return setups;
    }

    static LoadId version(String version) {
        return LoadId.create(SOURCE, Optional.of(version));
    }

    Schema planned(SinkSetup setup, Schema schema) {
        return sink(setup).plan(schema).schema();
    }

    static BatchBuilder records(Schema schema) {
        return BatchBuilder.of(SOURCE, schema);
    }

    /** Records written as {@code id,name,score}; nothing stands for NULL. */
    static List<@Nullable String[]> people(String... lines) {
        List<@Nullable String[]> people = new ArrayList<>();
        for (String line : lines) {
            @Nullable String[] values = line.split(",", -1);
            for (int i = 0; i < values.length; i++) {
                String value = values[i];
                values[i] = value == null || value.isEmpty() ? null : value;
            }
            people.add(values);
        }
        return people;
    }

    static RecordBatch batch(BatchBuilder records, List<@Nullable String[]> values) {
        values.forEach(records::add);
        return records.build();
    }

    static Checkpoint checkpoint(long read, long written) {
        return checkpoint(read, written, 0);
    }

    static Checkpoint checkpoint(long read, long written, long rejected) {
        return new Checkpoint(
                new Position(SOURCE, 10 * read, read + 1, read),
                new RecordCounts(read, written, 0, rejected, 0),
                rejected);
    }

    void write(SinkWriter writer, RecordBatch batch) throws InterruptedException {
        RecordBatch conformed = Conform.to(batch.schema()).apply(batch, Rejects.none());
        int most = sink(append()).traits().maxBatchRecords();
        for (int from = 0; from < conformed.size() || from == 0; from += most) {
            RecordBatch slice = conformed.slice(from, Math.min(conformed.size(), from + most));
            assertThat(writer.estimateCost(slice)).isNotNegative();
            WriteResult result = writer.write(slice);
            assertThat(result.unprocessed()).isEmpty();
            assertThat(result.rejected()).isEmpty();
            early = early.plus(new RecordCounts(0, 0, result.deduplicated(), 0, result.skipped()));
            if (most >= conformed.size() - from) {
                return;
            }
        }
    }

    /** A new load, from which on it counts what writes tell. */
    SinkWriter begin(SinkSetup setup, Schema schema, String version) {
        early = RecordCounts.ZERO;
        return sink(setup).open(planned(setup, schema), version(version));
    }

    /** The counts of a load whose writes were all taken as written when it completed. */
    RecordCounts settled(RecordCounts counts) {
        long others = early.deduplicated() + early.skipped();
        return new RecordCounts(
                counts.read(),
                counts.written() - others,
                counts.deduplicated() + early.deduplicated(),
                counts.rejected(),
                counts.skipped() + early.skipped());
    }

    RecordCounts load(SinkSetup setup, Schema schema, String version, List<@Nullable String[]> values)
            throws InterruptedException {
        return load(setup, schema, version, batch(records(schema), values));
    }

    RecordCounts load(SinkSetup setup, Schema schema, String version, RecordBatch batch) throws InterruptedException {
        try (SinkWriter writer = begin(setup, schema, version)) {
            write(writer, batch);
            RecordCounts counts = settled(writer.complete(checkpoint(batch.size(), batch.size())));
            assertThat(counts.isBalanced()).isTrue();
            return counts;
        }
    }

    SinkWriter drop(SinkWriter writer) {
        dropped.add(writer);
        return writer;
    }

    void crashAfterOneCommit(SinkSetup setup, String version) throws InterruptedException {
        SinkWriter writer = drop(sink(setup).open(planned(setup, PEOPLE), version(version)));
        BatchBuilder records = records(PEOPLE);
        write(writer, batch(records, people("1,Ada,3", "2,Grace,4")));
        writer.commit(checkpoint(2, 2));
        write(writer, batch(records, people("3,Lost,5")));
        processDied();
    }

    void assertRows(String table, Schema schema, List<@Nullable String[]> expected) {
        List<String> wanted = new ArrayList<>();
        for (@Nullable String[] values : expected) {
            wanted.add(ValueTexts.line(schema, values));
        }
        List<String> found = new ArrayList<>();
        for (Map<String, @Nullable String> row : rows(table).orElseThrow()) {
            @Nullable String[] values = new String[schema.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.get(schema.column(i).sqlName());
            }
            found.add(ValueTexts.line(schema, values));
        }
        // sorted, since comparing unordered lists costs the square of their size
        assertThat(found.stream().sorted())
                .containsExactlyElementsOf(wanted.stream().sorted().toList());
    }

    static List<String> sorted(List<Map<String, @Nullable String>> rows) {
        return rows.stream()
                .map(row -> String.join(
                        "|", row.values().stream().map(String::valueOf).toList()))
                .sorted()
                .toList();
    }
}
