package io.github.leat.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.sink.WriteMode;
import io.github.leat.testkit.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A few scenarios of a run, with the targets that need no server. */
class SoakRunTest {
    private static final long SEED = 7;
    private static final int SCENARIOS = 6;

    @Test
    void scenariosWithFaultsHoldInDuckDbAndCsv() throws Exception {
        List<SinkKind> sinks = List.of(SinkKind.DUCKDB, SinkKind.CSV);
        Tally tally = new Tally();
        try (Servers servers = new Servers(EnumSet.copyOf(sinks))) {
            for (int i = 0; i < SCENARIOS; i++) {
                ScenarioRun.run(Scenario.draw(i, SEED, sinks), servers, tally, false);
            }
        }

        assertThat(tally.scenarios()).isEqualTo(SCENARIOS);
        assertThat(tally.runs()).isGreaterThan(SCENARIOS);
        String page = SoakReport.of(SEED, 1, 0.4, sinks, tally, List.of(), List.of(), List.of());
        assertThat(page).contains("| DuckDB | ", "| csv | ", "nothing failed", "Too short to judge growth");
    }

    @Test
    void connectionsOfLoadsAreCountedAndNoOthers() throws Exception {
        try (Servers servers = new Servers(EnumSet.of(SinkKind.POSTGRES))) {
            assertThat(servers.postgresConnections()).isZero();
            try (Connection load =
                    DriverManager.getConnection(PostgresServer.newSchema().url() + "&ApplicationName=leat")) {
                assertThat(load.isValid(1)).isTrue();
                assertThat(servers.postgresConnections()).isOne();
            }
        }
    }

    @Test
    void failureIsOnThePage() {
        Tally tally = new Tally();
        String page = SoakReport.of(SEED, 1, 0.4, List.of(), tally, List.of(), List.of(), List.of("rows are missing"));
        assertThat(page).contains("Verdict: **failed**", "- rows are missing");
    }

    @Test
    void sameSeedDrawsTheSameScenario() {
        List<SinkKind> sinks = List.of(SinkKind.values());
        assertThat(Scenario.draw(12, SEED, sinks)).isEqualTo(Scenario.draw(12, SEED, sinks));
        assertThat(Scenario.draw(12, SEED, sinks)).isNotEqualTo(Scenario.draw(12, SEED + 1, sinks));
    }

    @Test
    void everySinkMeetsEveryFaultAndModeThatItCan() {
        List<SinkKind> sinks = List.of(SinkKind.values());
        List<Scenario> drawn = IntStream.range(0, 900)
                .mapToObj(i -> Scenario.draw(i, SEED, sinks))
                .toList();
        for (SinkKind sink : sinks) {
            List<Scenario> own =
                    drawn.stream().filter(scenario -> scenario.sink() == sink).toList();
            Set<WriteMode> modes = own.stream().map(Scenario::mode).collect(Collectors.toSet());
            Set<Fault> faults = own.stream()
                    .flatMap(scenario -> scenario.versions().stream())
                    .map(Scenario.Version::fault)
                    .collect(Collectors.toSet());
            assertThat(modes).containsExactlyInAnyOrderElementsOf(sink.modes());
            assertThat(faults)
                    .containsExactlyInAnyOrderElementsOf(
                            sink.isRemote()
                                    ? EnumSet.allOf(Fault.class)
                                    : EnumSet.complementOf(EnumSet.of(Fault.TARGET)));
        }
    }

    @Test
    void orderIsTheSameAfterItWasToldToAnotherProcess() {
        LoadOrder order = new LoadOrder(
                SinkKind.CSV,
                WriteMode.REPLACE,
                InputShape.EVENTS,
                false,
                "target.csv",
                Path.of("events.csv"),
                Path.of("rejects of version 1.csv"),
                500,
                1_000);
        assertThat(LoadOrder.of(order.toArguments().toArray(new String[0]))).isEqualTo(order);
    }
}
