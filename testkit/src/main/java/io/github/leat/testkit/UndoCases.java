package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.SinkWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link SinkContract} about taking a load back before it completes. */
abstract class UndoCases extends ResumeCases {
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
}
