package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link SinkContract} about runs again, after a crash or because there is a newer version. */
abstract class ResumeCases extends LedgerCases {
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
}
