package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.leat.core.sink.KnownLoad;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LedgerListing;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkWriter;
import io.github.leat.core.sink.WriteMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link SinkContract} about what the ledger says of loads. */
abstract class LedgerCases extends CommitCases {
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
    void sourcesOfAnyNameKeepTheirOwnLedger() throws Exception {
        LoadId hostile = LoadId.create("s3://bucket/a'b;\"c\\ünï 😀=:#\n.csv", Optional.of("\"etag'\n= :x"));
        try (SinkWriter writer = sink(append()).open(planned(append(), PEOPLE), hostile)) {
            write(writer, batch(records(PEOPLE), people("1,Ada,3")));
            writer.complete(checkpoint(1, 1));
        }
        assertThat(sink(append()).ledger(hostile)).map(LedgerEntry::version).hasValue(hostile.version());
        assertThat(sink(append()).ledger(version("v1"))).isEmpty();
    }
}
