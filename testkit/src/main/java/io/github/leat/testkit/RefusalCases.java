package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.record.BatchBuilder;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteResult;
import org.junit.jupiter.api.Test;

/** The part of {@link SinkContract} about records that the target refuses. */
abstract class RefusalCases extends EvolutionCases {
    /** Makes a table {@code id LONG NOT NULL, name TEXT, score LONG} that refuses scores of 100 and above, and equal ids. */
    protected void createStrictTable(String table) {
        throw new UnsupportedOperationException("needed by SinkAbility.REFUSE");
    }

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
}
