package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.LoadException;
import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** The part of {@link SinkContract} about committing and aborting, and loads of no record and of many. */
abstract class CommitCases extends SinkCases {
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
    void anEmptyBatchIsTaken() throws Exception {
        try (SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), version("v1"))) {
            RecordBatch batch = batch(records(PEOPLE), people("1,Ada,3"));
            write(writer, batch.slice(0, 0));
            write(writer, batch);
            writer.complete(checkpoint(1, 1));
        }
        assertRows("t", PEOPLE, people("1,Ada,3"));
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
    void aFailedWriterSaysSo() throws Exception {
        SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), version("v1"));
        writer.close();
        assertThatThrownBy(() -> writer.write(batch(records(PEOPLE), people("1,Ada,3"))))
                .isInstanceOf(LoadException.class);
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
}
