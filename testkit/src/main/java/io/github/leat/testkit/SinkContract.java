package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.leat.core.LoadException;
import io.github.leat.core.Position;
import io.github.leat.core.SchemaException;
import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.record.Rejects;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.SqlNames;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.Delivery;
import io.github.leat.core.sink.KnownLoad;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LedgerListing;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SchemaPolicy;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.core.sink.WriteResult;
import io.github.leat.core.transform.Conform;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The specification every sink keeps. A backend extends it, says what it can do, and gives a sink and a way to read back.
 *
 * <p>Drives the sink itself, without the load loop, but for columns that differ; batches are conformed as the loop does it. What a backend cannot do is
 * skipped by its declared {@link SinkAbility}. A backend implements {@link #abilities}, {@link #sink} and {@link #rows}, and
 * {@link #createStrictTable} if it has {@link SinkAbility#REFUSE}.
 */
public abstract class SinkContract extends DriftCases {
    private static final String SOURCE = "contract.csv";
    private static final Schema PEOPLE = Schema.of(
            Column.of("id", ColumnType.LONG), Column.of("name", ColumnType.TEXT), Column.of("score", ColumnType.LONG));
    private static final int LONG_TEXT = 1 << 20;

    private final List<SinkWriter> dropped = new ArrayList<>();

    /** What writes told of records that were not written, since a load began. */
    private RecordCounts early = RecordCounts.ZERO;

    /** For the backends. */
    protected SinkContract() {}

    /** Makes a table {@code id LONG NOT NULL, name TEXT, score LONG} that refuses scores of 100 and above, and equal ids. */
    protected void createStrictTable(String table) {
        throw new UnsupportedOperationException("needed by SinkAbility.REFUSE");
    }

    /**
     * Ends what a dead process would not hold any more, such as its connections; called where a test acts as if the process of a
     * writer had died.
     */
    protected void processDied() {}

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

    /** Bytes of the longest text that the backend must keep: 1 MiB, unless the database itself takes no such text. */
    protected int longTextBytes() {
        return LONG_TEXT;
    }

    // --- taking a load back

    @Test
    void aLoadTakenBackLeavesNothing() throws Exception {
        for (SinkSetup setup : modes()) {
            if (!sink(setup).isAtomic()) {
                continue;
            }
            undoAfterOneCommit(setup, "v1");
            assertThat(rows(setup.table()).orElse(List.of()))
                    .as(setup.mode().name())
                    .isEmpty();
            assertThat(sink(setup).ledger(version("v1"))).isEmpty();
            load(setup, PEOPLE, "v1", people("1,Ada,3"));
            assertRows(setup.table(), PEOPLE, people("1,Ada,3"));
        }
    }

    @Test
    void aLoadTakenBackLeavesWhatWasThereBefore() throws Exception {
        for (SinkSetup setup : modes()) {
            if (!sink(setup).isAtomic()) {
                continue;
            }
            load(setup, PEOPLE, "v1", people("1,Ada,3"));
            Optional<LedgerEntry> before = sink(setup).ledger(version("v1"));
            undoAfterOneCommit(setup, "v2");
            assertRows(setup.table(), PEOPLE, people("1,Ada,3"));
            assertThat(sink(setup).ledger(version("v1")))
                    .as(setup.mode().name())
                    .isEqualTo(before);
        }
    }

    @Test
    void aSinkThatShowsRecordsAtOnceDoesNotTakeThemBack() throws Exception {
        for (SinkSetup setup : modes()) {
            if (!sink(setup).isAtomic()) {
                try (SinkWriter writer = sink(setup).open(planned(setup, PEOPLE), version("v1"))) {
                    assertThatThrownBy(writer::undo).isInstanceOf(UnsupportedOperationException.class);
                }
            }
        }
    }

    private void undoAfterOneCommit(SinkSetup setup, String version) throws InterruptedException {
        try (SinkWriter writer = sink(setup).open(planned(setup, PEOPLE), version(version))) {
            BatchBuilder records = records(PEOPLE);
            write(writer, batch(records, people("1,Lost,3", "7,Lost,4")));
            writer.commit(checkpoint(2, 2));
            write(writer, batch(records, people("8,Lost,5")));
            writer.undo();
        }
    }

    // --- commit and abort

    @Test
    void completedRecordsAreThere() throws Exception {
        RecordCounts counts = load(append(), PEOPLE, "v1", people("1,Ada,3", "2,Grace,4"));
        assertThat(counts).isEqualTo(new RecordCounts(2, 2, 0, 0, 0));
        assertRows("t", PEOPLE, people("1,Ada,3", "2,Grace,4"));
    }

    @Test
    void abortedRecordsAreNot() throws Exception {
        require(SinkAbility.TAKE_BACK);
        try (SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), version("v1"))) {
            BatchBuilder records = records(PEOPLE);
            write(writer, batch(records, people("1,Ada,3")));
            writer.commit(checkpoint(1, 1));
            write(writer, batch(records, people("2,Grace,4")));
            writer.abort();
            write(writer, batch(records, people("3,Joan,5")));
            writer.complete(checkpoint(2, 2));
        }
        assertRows("t", PEOPLE, people("1,Ada,3", "3,Joan,5"));
    }

    @Test
    void abortBeforeTheFirstCommitLeavesNothing() throws Exception {
        require(SinkAbility.TAKE_BACK);
        try (SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), version("v1"))) {
            write(writer, batch(records(PEOPLE), people("1,Ada,3")));
            writer.abort();
            writer.abort();
            write(writer, batch(records(PEOPLE), people("2,Grace,4")));
            writer.complete(checkpoint(1, 1));
        }
        assertRows("t", PEOPLE, people("2,Grace,4"));
    }

    @Test
    void closingWithoutCommitLeavesNothing() throws Exception {
        require(SinkAbility.TAKE_BACK);
        SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), version("v1"));
        write(writer, batch(records(PEOPLE), people("1,Ada,3")));
        writer.close();
        writer.close();
        assertThat(rows("t").orElse(List.of())).isEmpty();
        assertThat(sink(append()).ledger(version("v1"))).isEmpty();
    }

    @Test
    void anEmptyLoadMakesAnEmptyTable() throws Exception {
        RecordCounts counts = load(append(), PEOPLE, "v1", List.of());
        assertThat(counts).isEqualTo(RecordCounts.ZERO);
        assertThat(rows("t")).hasValueSatisfying(rows -> assertThat(rows).isEmpty());
        assertThat(sink(append()).ledger(version("v1")))
                .hasValueSatisfying(entry -> assertThat(entry.completed()).isTrue());
    }

    @Test
    void aWriterMayBeHandedFromThreadToThread() throws Exception {
        SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), version("v1"));
        BatchBuilder records = records(PEOPLE);
        RecordBatch first = batch(records, people("1,Ada,3"));
        RecordBatch second = batch(records, people("2,Grace,4"));
        for (RecordBatch batch : List.of(first, second)) {
            Thread thread = new Thread(new FutureTask<>(() -> writer.write(batch)));
            thread.start();
            thread.join();
        }
        writer.complete(checkpoint(2, 2));
        writer.close();
        assertRows("t", PEOPLE, people("1,Ada,3", "2,Grace,4"));
    }

    @Test
    void anEmptyBatchIsTaken() throws Exception {
        try (SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), version("v1"))) {
            RecordBatch batch = batch(records(PEOPLE), people("1,Ada,3"));
            write(writer, batch.slice(0, 0));
            write(writer, batch);
            writer.complete(checkpoint(1, 1));
        }
        assertRows("t", PEOPLE, people("1,Ada,3"));
    }

    // --- the ledger, re-runs, crashes

    @Test
    void planningWritesNothing() {
        Sink sink = sink(append());
        sink.plan(PEOPLE);
        assertThat(sink.plan(sink.plan(PEOPLE).schema()).schema())
                .isEqualTo(sink.plan(PEOPLE).schema());
        assertThat(rows("t")).isEmpty();
        assertThat(sink.ledger(version("v1"))).isEmpty();
    }

    @Test
    void theLedgerKnowsTheNewestVersion() throws Exception {
        Sink sink = sink(append());
        load(append(), PEOPLE, "v1", people("1,Ada,3"));
        LedgerEntry entry = sink.ledger(version("v1")).orElseThrow();
        assertThat(entry.completed()).isTrue();
        assertThat(entry.version()).hasValue("v1");
        assertThat(entry.checkpoint()).isEqualTo(checkpoint(1, 1));
        load(append(), PEOPLE, "v2", people("2,Grace,4"));
        assertThat(sink.ledger(version("v1"))).map(LedgerEntry::version).hasValue(Optional.of("v2"));
        assertThat(sink.ledger(LoadId.create("other.csv", Optional.of("v1")))).isEmpty();
    }

    @Test
    void theLedgerListsItsLoads() throws Exception {
        Sink sink = sink(append());
        Optional<LedgerListing> listing = sink.loads(LedgerScope.TABLE);
        assumeTrue(listing.isPresent(), "The sink lists no ledger");
        LedgerListing before = listing.orElseThrow();
        assertThat(before.exists()).isFalse();
        assertThat(before.loads()).isEmpty();
        assertThat(sink.loads(LedgerScope.TABLE).orElseThrow().exists())
                .as("listing makes no ledger")
                .isFalse();
        LoadId other = LoadId.create("another.csv", Optional.empty());
        load(append(), PEOPLE, "v1", people("1,Ada,3", "2,Grace,4"));
        try (SinkWriter writer = sink.open(planned(append(), PEOPLE), other)) {
            writer.complete(checkpoint(0, 0));
        }
        assertThat(rows("t")).isPresent();
        LedgerListing after = sink.loads(LedgerScope.TABLE).orElseThrow();
        assertThat(after.exists()).isTrue();
        assertThat(after.loads()).extracting(KnownLoad::source).containsExactly("another.csv", SOURCE);
        KnownLoad known = after.loads().get(1);
        assertThat(known.entry()).isEqualTo(sink.ledger(version("v1")).orElseThrow());
        assertThat(known.mode()).isEqualTo(WriteMode.APPEND.name());
        assertThat(known.table()).isNotEmpty();
        assertThat(known.updatedAt())
                .hasValueSatisfying(time -> assertThat(time).isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS)));
        assertThat(after.loads().get(0).entry().version()).isEmpty();
        assertThat(after.loads().get(0).entry().loadId()).isEqualTo(other.id());
        assertThat(sink.loads(LedgerScope.ALL_TABLES).orElseThrow().loads()).containsAll(after.loads());
    }

    @Test
    void aCompletedVersionIsNotResumed() throws Exception {
        load(append(), PEOPLE, "v1", people("1,Ada,3"));
        try (SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), version("v1"))) {
            assertThat(writer.lastCommit()).isEmpty();
        }
        assertThat(sink(append()).ledger(version("v1")).orElseThrow().completed())
                .isTrue();
    }

    @Test
    void aCrashedLoadGoesOnAtItsLastCommit() throws Exception {
        for (SinkSetup setup : modes()) {
            require(SinkAbility.RESUME);
            crashAfterOneCommit(setup, "v1");
            assertThat(sink(setup).ledger(version("v1")))
                    .as(setup.mode().name())
                    .hasValueSatisfying(entry -> {
                        assertThat(entry.completed()).isFalse();
                        assertThat(entry.checkpoint()).isEqualTo(checkpoint(2, 2));
                    });
            try (SinkWriter writer = sink(setup).open(planned(setup, PEOPLE), version("v1"))) {
                assertThat(writer.lastCommit()).hasValue(checkpoint(2, 2));
                BatchBuilder records = records(PEOPLE);
                batch(records, people("1,Ada,3", "2,Grace,4"));
                write(writer, batch(records, people("3,Joan,5", "4,Mary,6")));
                RecordCounts counts = writer.complete(checkpoint(4, 4));
                assertThat(counts.isBalanced()).isTrue();
                assertThat(counts.written()).isEqualTo(4);
            }
            assertRows(setup.table(), PEOPLE, people("1,Ada,3", "2,Grace,4", "3,Joan,5", "4,Mary,6"));
        }
    }

    @Test
    void anotherSourceDoesNotDisturbACrashedLoad() throws Exception {
        require(SinkAbility.RESUME);
        crashAfterOneCommit(append(), "v1");
        closeDroppedWriters();
        LoadId other = LoadId.create("other.csv", Optional.of("v7"));
        try (SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), other)) {
            assertThat(writer.lastCommit()).isEmpty();
            write(writer, batch(records(PEOPLE), people("7,Rosa,1")));
            writer.complete(checkpoint(1, 1));
        }
        try (SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), version("v1"))) {
            assertThat(writer.lastCommit()).hasValue(checkpoint(2, 2));
            BatchBuilder records = records(PEOPLE);
            batch(records, people("1,Ada,3", "2,Grace,4"));
            write(writer, batch(records, people("3,Joan,5")));
            writer.complete(checkpoint(3, 3));
        }
        assertRows("t", PEOPLE, people("1,Ada,3", "2,Grace,4", "3,Joan,5", "7,Rosa,1"));
        assertThat(sink(append()).ledger(other)).map(LedgerEntry::completed).hasValue(true);
    }

    @Test
    void aLoadMayCrashTwice() throws Exception {
        require(SinkAbility.RESUME);
        for (SinkSetup setup : modes()) {
            crashAfterOneCommit(setup, "v1");
            SinkWriter second = drop(sink(setup).open(planned(setup, PEOPLE), version("v1")));
            assertThat(second.lastCommit()).hasValue(checkpoint(2, 2));
            BatchBuilder records = records(PEOPLE);
            batch(records, people("1,Ada,3", "2,Grace,4"));
            write(second, batch(records, people("3,Joan,5")));
            second.commit(checkpoint(3, 3));
            if (abilities().contains(SinkAbility.TAKE_BACK)) {
                write(second, batch(records, people("4,Lost,6")));
            }
            processDied();
            try (SinkWriter third = sink(setup).open(planned(setup, PEOPLE), version("v1"))) {
                assertThat(third.lastCommit()).as(setup.mode().name()).hasValue(checkpoint(3, 3));
                third.complete(checkpoint(3, 3));
            }
            assertRows(setup.table(), PEOPLE, people("1,Ada,3", "2,Grace,4", "3,Joan,5"));
        }
    }

    @Test
    void aCrashBeforeTheFirstCommitStartsAgain() throws Exception {
        for (SinkSetup setup : modes()) {
            SinkWriter writer = drop(sink(setup).open(planned(setup, PEOPLE), version("v1")));
            write(writer, batch(records(PEOPLE), people("1,Ada,3", "2,Grace,4")));
            processDied();
            try (SinkWriter again = sink(setup).open(planned(setup, PEOPLE), version("v1"))) {
                assertThat(again.lastCommit()).isEmpty();
                write(again, batch(records(PEOPLE), people("1,Ada,3", "2,Grace,4")));
                again.complete(checkpoint(2, 2));
            }
            assertRows(setup.table(), PEOPLE, people("1,Ada,3", "2,Grace,4"));
        }
    }

    @Test
    void aNewerVersionDoesNotGoOnWhereAnOlderOneStopped() throws Exception {
        require(SinkAbility.TAKE_BACK);
        for (SinkSetup setup : modes()) {
            if (setup.mode() == WriteMode.APPEND) {
                continue;
            }
            crashAfterOneCommit(setup, "v1");
            try (SinkWriter writer = sink(setup).open(planned(setup, PEOPLE), version("v2"))) {
                assertThat(writer.lastCommit()).isEmpty();
                write(writer, batch(records(PEOPLE), people("7,Rosa,1")));
                writer.complete(checkpoint(1, 1));
            }
            assertRows(setup.table(), PEOPLE, people("7,Rosa,1"));
        }
    }

    @Test
    void aLoadWithoutVersionIsNeverResumed() throws Exception {
        SinkSetup setup = append();
        SinkWriter writer = drop(sink(setup).open(planned(setup, PEOPLE), LoadId.create(SOURCE, Optional.empty())));
        write(writer, batch(records(PEOPLE), people("1,Ada,3")));
        writer.commit(checkpoint(1, 1));
        processDied();
        try (SinkWriter again = sink(setup).open(planned(setup, PEOPLE), LoadId.create(SOURCE, Optional.empty()))) {
            assertThat(again.lastCommit()).isEmpty();
        }
    }

    @Test
    void manyCommitsKeepEveryRecord() throws Exception {
        SinkSetup setup = append();
        List<String> expected = new ArrayList<>();
        try (SinkWriter writer = sink(setup).open(planned(setup, PEOPLE), version("v1"))) {
            BatchBuilder records = records(PEOPLE);
            for (int i = 1; i <= 50; i++) {
                expected.add(i + ",n" + i + "," + i);
                write(writer, batch(records, people(i + ",n" + i + "," + i)));
                writer.commit(checkpoint(i, i));
            }
            writer.complete(checkpoint(50, 50));
        }
        assertRows("t", PEOPLE, people(expected.toArray(String[]::new)));
    }

    /** How many records a test of many writes in each mode; a multiple of 8; 10,000 unless the backend is slow. */
    protected int many() {
        return 10_000;
    }

    @Test
    void manyRecordsInSeveralBatchesArriveOnce() throws Exception {
        for (SinkSetup setup : modes()) {
            List<String> expected = new ArrayList<>();
            try (SinkWriter writer = sink(setup).open(planned(setup, PEOPLE), version("v1"))) {
                BatchBuilder records = records(PEOPLE);
                for (int first = 0; first < many(); first += many() / 8) {
                    List<String> lines = new ArrayList<>();
                    for (int id = first; id < first + many() / 8; id++) {
                        lines.add(id + ",name of " + id + "," + id % 100);
                    }
                    write(writer, batch(records, people(lines.toArray(String[]::new))));
                    expected.addAll(lines);
                    if (first % (many() / 4) == 0) {
                        writer.commit(checkpoint(expected.size(), expected.size()));
                    }
                }
                RecordCounts counts = writer.complete(checkpoint(many(), many()));
                assertThat(counts).as(setup.mode().name()).isEqualTo(new RecordCounts(many(), many(), 0, 0, 0));
            }
            assertRows(setup.table(), PEOPLE, people(expected.toArray(String[]::new)));
        }
    }

    // --- modes and keys

    @Test
    void upsertUpdatesByKeyAndInserts() throws Exception {
        require(SinkAbility.UPSERT);
        load(upsert("id"), PEOPLE, "v1", people("1,Ada,3", "2,Grace,4"));
        RecordCounts counts = load(upsert("id"), PEOPLE, "v2", people("2,Grace,40", "3,Joan,5"));
        assertThat(counts).isEqualTo(new RecordCounts(2, 2, 0, 0, 0));
        assertRows("t", PEOPLE, people("1,Ada,3", "2,Grace,40", "3,Joan,5"));
    }

    @Test
    void loadingTheSameAgainChangesNothing() throws Exception {
        for (SinkSetup setup : modes()) {
            if (setup.mode() != WriteMode.APPEND) {
                String nobody = abilities().contains(SinkAbility.NULL_KEYS) ? ",Nobody,0" : "0,Nobody,0";
                load(setup, PEOPLE, "v1", people("1,Ada,3", "2,Grace,4", nobody));
                RecordCounts counts = load(setup, PEOPLE, "v1", people("1,Ada,3", "2,Grace,4", nobody));
                assertThat(counts.isBalanced()).as(setup.mode().name()).isTrue();
                assertRows(setup.table(), PEOPLE, people("1,Ada,3", "2,Grace,4", nobody));
            }
        }
    }

    @Test
    void insertNewSkipsWhatIsThere() throws Exception {
        require(SinkAbility.INSERT_NEW);
        SinkSetup setup = setup("t", WriteMode.INSERT_NEW, "id");
        load(setup, PEOPLE, "v1", people("1,Ada,3", "2,Grace,4"));
        RecordCounts counts = load(setup, PEOPLE, "v2", people("2,Grace,40", "3,Joan,5", "3,Joan,6", "2,Grace,41"));
        assertThat(counts).isEqualTo(new RecordCounts(4, 1, 2, 0, 1));
        assertRows("t", PEOPLE, people("1,Ada,3", "2,Grace,4", "3,Joan,6"));
    }

    @Test
    void keysMayBeCompositeWithEmptyParts() throws Exception {
        require(SinkAbility.NULL_KEYS);
        require(SinkAbility.UPSERT);
        load(upsert("id", "name"), PEOPLE, "v1", people(",Ada,3", "1,,4", ",,5", "1,Ada,6"));
        load(upsert("id", "name"), PEOPLE, "v2", people(",Ada,30", "1,,40", ",,50", "2,,7"));
        assertRows("t", PEOPLE, people(",Ada,30", "1,,40", ",,50", "1,Ada,6", "2,,7"));
    }

    @Test
    void theLastOfTwoRecordsOfOneKeyIsKept() throws Exception {
        for (SinkSetup setup : modes()) {
            if (!setup.key().isEmpty()) {
                String nil = abilities().contains(SinkAbility.NULL_KEYS) ? "" : "9";
                BatchBuilder records = records(PEOPLE);
                early = RecordCounts.ZERO;
                try (SinkWriter writer = sink(setup).open(planned(setup, PEOPLE), version("v1"))) {
                    write(writer, batch(records, people("1,Ada,1", "2,Grace,4", "1,Ada,2")));
                    writer.commit(checkpoint(3, 3));
                    write(writer, batch(records, people("1,Ada,3", nil + ",Nil,1", nil + ",Nil,2")));
                    RecordCounts counts = settled(writer.complete(checkpoint(6, 6)));
                    assertThat(counts).as(setup.mode().name()).isEqualTo(new RecordCounts(6, 3, 3, 0, 0));
                }
                assertRows(setup.table(), PEOPLE, people("1,Ada,3", "2,Grace,4", nil + ",Nil,2"));
            }
        }
    }

    @Test
    void replaceLeavesOnlyTheLoad() throws Exception {
        require(SinkAbility.REPLACE);
        load(append(), PEOPLE, "v1", people("1,Ada,3", "2,Grace,4"));
        load(setup("t", WriteMode.REPLACE), PEOPLE, "v2", people("9,Rosa,1"));
        assertRows("t", PEOPLE, people("9,Rosa,1"));
        load(setup("t", WriteMode.REPLACE), PEOPLE, "v3", List.of());
        assertThat(rows("t")).hasValueSatisfying(rows -> assertThat(rows).isEmpty());
    }

    @Test
    void readersSeeTheOldRowsUntilReplaceCompletes() throws Exception {
        require(SinkAbility.REPLACE);
        load(append(), PEOPLE, "v1", people("1,Ada,3", "2,Grace,4"));
        SinkSetup setup = setup("t", WriteMode.REPLACE);
        try (SinkWriter writer = sink(setup).open(planned(setup, PEOPLE), version("v2"))) {
            write(writer, batch(records(PEOPLE), people("9,Rosa,1")));
            writer.commit(checkpoint(1, 1));
            assertRows("t", PEOPLE, people("1,Ada,3", "2,Grace,4"));
            writer.complete(checkpoint(1, 1));
        }
        assertRows("t", PEOPLE, people("9,Rosa,1"));
    }

    @Test
    void noReaderSeesAnEmptyTableWhileReplaceCompletes() throws Exception {
        require(SinkAbility.REPLACE);
        require(SinkAbility.CONCURRENT_READS);
        load(append(), PEOPLE, "v1", people("1,Ada,3", "2,Grace,4"));
        AtomicBoolean done = new AtomicBoolean();
        List<Integer> seen = new ArrayList<>();
        // A task, so that what goes wrong in it fails the test.
        FutureTask<Void> reading = new FutureTask<>(() -> {
            while (!done.get()) {
                seen.add(rows("t").map(List::size).orElse(-1));
            }
            return null;
        });
        new Thread(reading, "reader").start();
        try {
            for (int i = 0; i < 5; i++) {
                load(setup("t", WriteMode.REPLACE), PEOPLE, "w" + i, people("9,Rosa,1", "8,Ida,2", "7,Eva,3"));
            }
        } finally {
            done.set(true);
        }
        reading.get();
        assertThat(seen).isSubsetOf(2, 3);
    }

    @Test
    void aKeyThatIsNotInTheSchemaIsRefusedWithTheColumns() {
        require(SinkAbility.UPSERT);
        assertThatThrownBy(() -> sink(upsert("nowhere")).plan(PEOPLE))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("id, name, score");
        assertThatThrownBy(() -> sink(upsert()).plan(PEOPLE))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("key");
    }

    @Test
    void modesThatTheSinkLacksAreRefusedWhenPlanned() {
        for (WriteMode mode : List.of(WriteMode.UPSERT, WriteMode.INSERT_NEW)) {
            if (!abilities().contains(SinkAbility.valueOf(mode.name()))) {
                assertThatThrownBy(() -> sink(setup("t", mode, "id")).plan(PEOPLE))
                        .isInstanceOf(SchemaException.class)
                        .hasMessageContaining(mode.name());
            }
        }
    }

    // --- schema evolution

    @Test
    void aNewColumnIsAddedAndAMissingOneIsNull() throws Exception {
        require(SinkAbility.EVOLVE_COLUMNS);
        load(append(), PEOPLE, "v1", people("1,Ada,3"));
        Schema other = Schema.of(
                Column.of("name", ColumnType.TEXT),
                Column.of("id", ColumnType.LONG),
                Column.of("born", ColumnType.DATE));
        load(
                append(),
                other,
                "v2",
                records(other).add("Grace", "2", "1906-12-09").build());
        assertThat(sorted(rows("t").orElseThrow())).containsExactly("1|Ada|3|null", "2|Grace|null|1906-12-09");
    }

    @Test
    void columnsThatTheLoadLacksKeepTheirValues() throws Exception {
        require(SinkAbility.UPSERT);
        require(SinkAbility.EVOLVE_COLUMNS);
        load(upsert("id"), PEOPLE, "v1", people("1,Ada,3"));
        Schema narrow = Schema.of(Column.of("id", ColumnType.LONG), Column.of("score", ColumnType.LONG));
        load(
                upsert("id"),
                narrow,
                "v2",
                records(narrow).add("1", "9").add("2", "4").build());
        assertThat(sorted(rows("t").orElseThrow())).containsExactly("1|Ada|9", "2|null|4");
    }

    @Test
    void frozenTablesTakeNoNewColumn() throws Exception {
        require(SinkAbility.EVOLVE_COLUMNS);
        load(append(), PEOPLE, "v1", people("1,Ada,3"));
        Schema wider = Schema.of(Column.of("id", ColumnType.LONG), Column.of("born", ColumnType.DATE));
        SinkSetup frozen = new SinkSetup("t", WriteMode.APPEND, List.of(), SchemaPolicy.FREEZE);
        assertThatThrownBy(() -> sink(frozen).plan(wider))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("born")
                .hasMessageContaining("EVOLVE");
    }

    @Test
    void aNarrowColumnIsWidenedBeforeTheLoad() throws Exception {
        require(SinkAbility.WIDEN);
        Schema whole = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.LONG));
        Schema broken = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.decimal(6, 2)));
        Schema text = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.TEXT));
        load(append(), whole, "v1", records(whole).add("1", "10").build());
        load(
                append(),
                broken,
                "v2",
                records(planned(append(), broken)).add("2", "2.50").build());
        assertThat(planned(append(), broken).column(1).type().kind()).isEqualTo(ColumnType.Kind.DECIMAL);
        load(
                append(),
                text,
                "v3",
                records(planned(append(), text)).add("3", "n/a").build());
        assertThat(planned(append(), whole).column(1).type()).isEqualTo(ColumnType.TEXT);
        assertThat(sorted(rows("t").orElseThrow())).contains("3|n/a").hasSize(3);
    }

    @Test
    void aColumnIsWidenedInTheMiddleOfALoad() throws Exception {
        require(SinkAbility.WIDEN);
        Schema whole = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.LONG));
        for (SinkSetup setup : widenedModes()) {
            try (SinkWriter writer = sink(setup).open(planned(setup, whole), version("v1"))) {
                write(writer, records(whole).add("1", "10").build());
                writer.commit(checkpoint(1, 1));
                write(writer, records(whole).add("2", "20").build());
                Schema text = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.TEXT));
                writer.evolve(text);
                write(writer, records(text).add("3", "n/a").build());
                writer.commit(checkpoint(3, 3));
                write(writer, records(text).add("4", "").build());
                writer.complete(checkpoint(4, 4));
            }
            assertThat(sorted(rows(setup.table()).orElseThrow())).containsExactly("1|10", "2|20", "3|n/a", "4|");
        }
    }

    @Test
    void aWholeNumberIsWidenedToADecimalInTheMiddleOfALoad() throws Exception {
        require(SinkAbility.WIDEN);
        Schema whole = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.LONG));
        Schema exact = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.decimal(21, 2)));
        for (SinkSetup setup : widenedModes()) {
            try (SinkWriter writer = sink(setup).open(planned(setup, whole), version("v1"))) {
                write(writer, records(whole).add("1", "9223372036854775807").build());
                writer.commit(checkpoint(1, 1));
                write(writer, records(whole).add("2", "-20").build());
                writer.evolve(exact);
                write(writer, records(exact).add("3", "2.25").build());
                writer.complete(checkpoint(3, 3));
            }
            assertRows(
                    setup.table(),
                    exact,
                    List.of(new String[] {"1", "9223372036854775807"}, new String[] {"2", "-20"}, new String[] {
                        "3", "2.25"
                    }));
        }
    }

    @Test
    void abortTakesAWideningBack() throws Exception {
        require(SinkAbility.UNDO_WIDENING);
        Schema whole = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.LONG));
        Schema text = Schema.of(inferred("id", ColumnType.LONG), inferred("v", ColumnType.TEXT));
        try (SinkWriter writer = sink(append()).open(planned(append(), whole), version("v1"))) {
            write(writer, records(whole).add("1", "10").build());
            writer.commit(checkpoint(1, 1));
            writer.evolve(text);
            write(writer, records(text).add("2", "n/a").build());
            writer.abort();
            write(writer, records(whole).add("3", "30").build());
            writer.complete(checkpoint(2, 2));
        }
        assertThat(sorted(rows("t").orElseThrow())).containsExactly("1|10", "3|30");
        assertThat(planned(append(), whole).column(1).type()).isEqualTo(ColumnType.LONG);
    }

    @Test
    void aTypeThatDoesNotFitIsRefusedBeforeTheLoad() throws Exception {
        require(SinkAbility.TYPED);
        Schema dates = Schema.of(Column.of("id", ColumnType.LONG), Column.of("v", ColumnType.DATE));
        load(append(), dates, "v1", records(dates).add("1", "2020-02-29").build());
        Schema numbers = Schema.of(Column.of("id", ColumnType.LONG), Column.of("v", ColumnType.LONG));
        assertThatThrownBy(() -> sink(append()).plan(numbers))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("\"v\"");
    }

    // --- records the target refuses

    @Test
    void refusedRecordsAreNamedAndTheOthersWritten() throws Exception {
        require(SinkAbility.REFUSE);
        createStrictTable("t");
        SinkSetup setup = append();
        Schema schema = planned(setup, PEOPLE);
        try (SinkWriter writer = sink(setup).open(schema, version("v1"))) {
            BatchBuilder records = records(schema);
            write(writer, batch(records, people("1,Ada,3")));
            WriteResult result = writer.write(
                    batch(records, people("2,Grace,4", ",Nobody,1", "3,Joan,100", "2,Twice,5", "1,Old,6", "4,,7")));
            assertThat(result.unprocessed()).isEmpty();
            assertThat(result.rejected()).extracting(Rejection::index).containsExactly(1, 2, 3, 4);
            assertThat(result.rejected()).extracting(Rejection::code).containsOnly(RejectCode.REFUSED_BY_TARGET);
            assertThat(result.rejected().get(0).column()).isEqualTo("id");
            write(writer, batch(records, people("5,Ida,8")));
            writer.complete(checkpoint(8, 4, 4));
        }
        assertRows("t", PEOPLE, people("1,Ada,3", "2,Grace,4", "4,,7", "5,Ida,8"));
    }

    @Test
    void stagedRecordsThatTheTableRefusesAreNamedWhenWritten() throws Exception {
        require(SinkAbility.REFUSE);
        require(SinkAbility.UPSERT);
        createStrictTable("t");
        load(append(), planned(append(), PEOPLE), "v0", people("1,Ada,1"));
        SinkSetup setup = upsert("id");
        try (SinkWriter writer = sink(setup).open(planned(setup, PEOPLE), version("v1"))) {
            WriteResult result = writer.write(
                    batch(records(PEOPLE), people("1,Ada,3", "2,Grace,4", "3,Joan,100", ",Nobody,1", "2,Grace,5")));
            assertThat(result.rejected()).extracting(Rejection::index).containsExactly(2, 3);
            RecordCounts counts = writer.complete(checkpoint(5, 3, 2));
            assertThat(counts).isEqualTo(new RecordCounts(5, 2, 1, 2, 0));
        }
        assertRows("t", PEOPLE, people("1,Ada,3", "2,Grace,5"));
    }

    // --- values and names

    @Test
    void everyTypeKeepsItsExtremes() throws Exception {
        List<Column> columns = List.of(
                Column.of("b", ColumnType.BOOLEAN),
                Column.of("l", ColumnType.LONG),
                Column.of("d4", ColumnType.decimal(4, 2)),
                Column.of("d9", ColumnType.decimal(9, 0)),
                Column.of("d18", ColumnType.decimal(18, 18)),
                Column.of("d38", ColumnType.decimal(38, 10)),
                Column.of("f", ColumnType.DOUBLE),
                Column.of("dt", ColumnType.DATE),
                Column.of("tm", ColumnType.TIME),
                Column.of("ts", ColumnType.TIMESTAMP),
                Column.of("tz", ColumnType.TIMESTAMP_TZ),
                Column.of("x", ColumnType.TEXT));
        Schema schema = Schema.of(columns);
        String max = "9".repeat(28) + "." + "9".repeat(10);
        List<@Nullable String[]> values = List.of(
                new String[] {
                    "true",
                    "9223372036854775807",
                    "99.99",
                    "999999999",
                    "0." + "9".repeat(18),
                    max,
                    abilities().contains(SinkAbility.LARGE_VALUES) ? "1.7976931348623157E308" : "9.9E125",
                    "9999-12-31",
                    "23:59:59.999999",
                    "9999-12-31T23:59:59.999999",
                    "9999-12-31T23:59:59.999999Z",
                    "text"
                },
                new String[] {
                    "false",
                    "-9223372036854775808",
                    "-99.99",
                    "-999999999",
                    "-0." + "9".repeat(18),
                    "-" + max,
                    abilities().contains(SinkAbility.LARGE_VALUES) ? "4.9E-324" : "1.0E-130",
                    "0001-01-01",
                    "00:00:00",
                    "0001-01-01T00:00:00",
                    "1969-12-31T23:59:59.999999Z",
                    ""
                },
                new String[] {
                    "true",
                    "0",
                    "0",
                    "0",
                    "0",
                    "0",
                    abilities().contains(SinkAbility.LARGE_VALUES) ? "-1.7976931348623157E308" : "-9.9E125",
                    "1970-01-01",
                    "12:00",
                    "1970-01-01T00:00",
                    "1970-01-01T02:00:00+02:00",
                    " "
                },
                new String[] {
                    "false",
                    "-1",
                    "-0.01",
                    "-1",
                    "0.000000000000000001",
                    "0.0000000001",
                    "-0.0",
                    "2000-02-29",
                    "00:00:00.000001",
                    "1582-10-04T00:00:00.000001",
                    "0001-01-02T00:00:00+14:00",
                    "007"
                },
                new @Nullable String[] {null, null, null, null, null, null, null, null, null, null, null, null});
        BatchBuilder records = records(schema);
        values.forEach(records::add);
        load(append(), schema, "v1", records.build());
        assertRows("t", schema, values);
    }

    @Test
    void textsStayByteForByte() throws Exception {
        Schema schema = Schema.of(Column.of("id", ColumnType.LONG), Column.of("x", ColumnType.TEXT));
        List<String> texts = List.of(
                "'",
                "\"",
                "''; DROP TABLE t; --",
                "a,b",
                "a\nb",
                "a\r\nb",
                "\\",
                "\\n",
                "a\\\"b",
                "ünïcødé 日本 😀👩‍👩‍👧",
                " blank ",
                "\t",
                "NULL",
                "null",
                "N/A",
                "007",
                "1e5",
                "%s $1 ? :name ${x} <y>",
                "exactly12byt",
                "thirteenbytes",
                "x".repeat(abilities().contains(SinkAbility.LARGE_VALUES) ? longTextBytes() : longTextBytes() / 4));
        BatchBuilder records = records(schema);
        List<@Nullable String[]> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            values.add(new String[] {String.valueOf(i), texts.get(i)});
        }
        values.forEach(records::add);
        load(append(), schema, "v1", records.build());
        assertRows("t", schema, values);
    }

    @Test
    void anyNameWillDo() throws Exception {
        List<String> names = List.of(
                "select",
                "a\"b",
                "it's",
                "semi;colon",
                "white space",
                "ünï 😀",
                "back\\slash",
                "? :p ${x} <y>",
                "_leat_record",
                "n".repeat(SqlNames.MAX_LENGTH),
                "long".repeat(30));
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(Column.of(name, ColumnType.TEXT).withNames(name, name));
        }
        Schema schema = Schema.of(columns);
        String[] values = names.stream().map(name -> "v of " + name).toArray(String[]::new);
        for (SinkSetup setup : modes(hostileTable(), "select", "a\"b")) {
            load(setup, schema, "v1", records(schema).add(values).build());
            load(setup, schema, "v2", records(schema).add(values).build());
            assertThat(rows(setup.table()).orElseThrow().get(0))
                    .containsEntry("a\"b", "v of a\"b")
                    .hasSize(names.size());
        }
    }

    /** A table name with whatever the backend allows; quotes and semicolons by default. */
    protected String hostileTable() {
        return "ta\"ble'; drop table t; -- ünï 😀 select";
    }

    @Test
    void sourcesOfAnyNameKeepTheirOwnLedger() throws Exception {
        LoadId hostile = LoadId.create("s3://bucket/a'b;\"c\\ünï 😀=:#\n.csv", Optional.of("\"etag'\n= :x"));
        try (SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), hostile)) {
            write(writer, batch(records(PEOPLE), people("1,Ada,3")));
            writer.complete(checkpoint(1, 1));
        }
        assertThat(sink(append()).ledger(hostile)).map(LedgerEntry::version).hasValue(hostile.version());
        assertThat(sink(append()).ledger(version("v1"))).isEmpty();
    }

    @Test
    void aFailedWriterSaysSo() throws Exception {
        SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), version("v1"));
        writer.close();
        assertThatThrownBy(() -> writer.write(batch(records(PEOPLE), people("1,Ada,3"))))
                .isInstanceOf(LoadException.class);
    }

    @Test
    void traitsAgreeWithTheAbilities() {
        Sink sink = sink(append());
        assertThat(sink.traits().delivery() != Delivery.AT_LEAST_ONCE)
                .isEqualTo(abilities().contains(SinkAbility.RESUME));
        assertThat(sink.name()).isNotBlank();
    }

    // --- what the tests are made of

    private static Column inferred(String name, ColumnType type) {
        return Column.of(name, type).withOrigin(Column.Origin.INFERRED);
    }

    private static SinkSetup setup(String table, WriteMode mode, String... key) {
        return new SinkSetup(table, mode, List.of(key), SchemaPolicy.EVOLVE);
    }

    private static SinkSetup append() {
        return setup("t", WriteMode.APPEND);
    }

    private static SinkSetup upsert(String... key) {
        return setup("t", WriteMode.UPSERT, key);
    }

    /** One table for each mode the backend has. */
    private List<SinkSetup> modes() {
        return modes("t", "id");
    }

    private List<SinkSetup> modes(String table, String... key) {
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

    private List<SinkSetup> widenedModes() {
        return modes().stream()
                .filter(setup -> setup.mode() != WriteMode.APPEND || abilities().contains(SinkAbility.UNDO_WIDENING))
                .toList();
    }

    private static LoadId version(String version) {
        return LoadId.create(SOURCE, Optional.of(version));
    }

    private Schema planned(SinkSetup setup, Schema schema) {
        return sink(setup).plan(schema).schema();
    }

    private static BatchBuilder records(Schema schema) {
        return BatchBuilder.of(SOURCE, schema);
    }

    /** Records written as {@code id,name,score}; nothing stands for NULL. */
    private static List<@Nullable String[]> people(String... lines) {
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

    private static RecordBatch batch(BatchBuilder records, List<@Nullable String[]> values) {
        values.forEach(records::add);
        return records.build();
    }

    private static Checkpoint checkpoint(long read, long written) {
        return checkpoint(read, written, 0);
    }

    private static Checkpoint checkpoint(long read, long written, long rejected) {
        return new Checkpoint(
                new Position(SOURCE, 10 * read, read + 1, read),
                new RecordCounts(read, written, 0, rejected, 0),
                rejected);
    }

    private void write(SinkWriter writer, RecordBatch batch) throws InterruptedException {
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

    /** The counts of a load whose writes were all taken as written when it completed. */
    private RecordCounts settled(RecordCounts counts) {
        long others = early.deduplicated() + early.skipped();
        return new RecordCounts(
                counts.read(),
                counts.written() - others,
                counts.deduplicated() + early.deduplicated(),
                counts.rejected(),
                counts.skipped() + early.skipped());
    }

    private RecordCounts load(SinkSetup setup, Schema schema, String version, List<@Nullable String[]> values)
            throws InterruptedException {
        return load(setup, schema, version, batch(records(schema), values));
    }

    private RecordCounts load(SinkSetup setup, Schema schema, String version, RecordBatch batch)
            throws InterruptedException {
        early = RecordCounts.ZERO;
        try (SinkWriter writer = sink(setup).open(planned(setup, schema), version(version))) {
            write(writer, batch);
            RecordCounts counts = settled(writer.complete(checkpoint(batch.size(), batch.size())));
            assertThat(counts.isBalanced()).isTrue();
            return counts;
        }
    }

    private SinkWriter drop(SinkWriter writer) {
        dropped.add(writer);
        return writer;
    }

    private void crashAfterOneCommit(SinkSetup setup, String version) throws InterruptedException {
        SinkWriter writer = drop(sink(setup).open(planned(setup, PEOPLE), version(version)));
        BatchBuilder records = records(PEOPLE);
        write(writer, batch(records, people("1,Ada,3", "2,Grace,4")));
        writer.commit(checkpoint(2, 2));
        write(writer, batch(records, people("3,Lost,5")));
        processDied();
    }

    private void assertRows(String table, Schema schema, List<@Nullable String[]> expected) {
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

    private static List<String> sorted(List<Map<String, @Nullable String>> rows) {
        return rows.stream()
                .map(row -> String.join(
                        "|", row.values().stream().map(String::valueOf).toList()))
                .sorted()
                .toList();
    }
}
