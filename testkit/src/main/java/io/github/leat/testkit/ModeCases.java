package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SchemaException;
import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The part of {@link SinkContract} about modes and keys. */
abstract class ModeCases extends UndoCases {
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
                try (SinkWriter writer = begin(setup, PEOPLE, "v1")) {
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
}
