package io.github.leat.core.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.Position;
import io.github.leat.core.load.LoadPlan.Verdict;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.LoadId;
import io.github.leat.core.sink.RecordCounts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {
    private static final String MAY = "2026-05-01T00:00:00Z";

    private static LoadId load(@Nullable String version) {
        return new LoadId("load", "a.csv", Optional.ofNullable(version));
    }

    private static Optional<LedgerEntry> ledger(@Nullable String version, boolean completed) {
        return Optional.of(new LedgerEntry(
                "earlier",
                Optional.ofNullable(version),
                completed,
                new Checkpoint(Position.startOf("a.csv"), RecordCounts.ZERO, 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "v1, v1, true, ALREADY_LOADED",
        "v1, v1, false, RESUME",
        "v2, v1, true, LOAD",
        "v1, v2, false, LOAD",
        "2026-05-02T00:00:00Z/10, 2026-05-01T00:00:00Z/99, true, LOAD",
        "2026-04-30T23:59:59Z/10, 2026-05-01T00:00:00Z/99, true, STALE",
        "2026-04-30T23:59:59Z, 2026-05-01T00:00:00Z/99, false, STALE",
        "2026-05-01T00:00:00Z/10, 2026-05-01T00:00:00Z/99, true, LOAD",
        "v1, 2026-05-01T00:00:00Z/99, true, LOAD",
        "2026-04-30T23:59:59Z/10, v1, true, LOAD",
        "/2026-04-30T23:59:59Z, 2026-05-01T00:00:00Z, true, LOAD"
    })
    void versionsDecide(String wanted, String known, boolean completed, Verdict verdict) {
        assertThat(Verdicts.of(load(wanted), ledger(known, completed))).isEqualTo(verdict);
    }

    @Test
    void withoutAVersionEveryRunLoads() {
        assertThat(Verdicts.of(load(null), ledger("v1", true))).isEqualTo(Verdict.LOAD);
        assertThat(Verdicts.of(load("v1"), ledger(null, true))).isEqualTo(Verdict.LOAD);
        assertThat(Verdicts.of(load("v1"), Optional.empty())).isEqualTo(Verdict.LOAD);
    }

    /** Which of two is the newer one cannot be told by their instant alone: the source is asked. */
    @Test
    void otherVersionOfTheSameInstantIsOpen() {
        assertThat(Verdicts.isOpen(load(MAY + "/10"), ledger(MAY + "/99", true)))
                .isTrue();
        assertThat(Verdicts.isOpen(load(MAY), ledger(MAY + "/99", false))).isTrue();
        assertThat(Verdicts.isOpen(load(MAY + "/10"), ledger(MAY + "/10", true)))
                .isFalse();
        assertThat(Verdicts.isOpen(load("2026-05-02T00:00:00Z/10"), ledger(MAY + "/10", true)))
                .isFalse();
        assertThat(Verdicts.isOpen(load("v1"), ledger("v2", true))).isFalse();
        assertThat(Verdicts.isOpen(load(null), ledger(MAY, true))).isFalse();
        assertThat(Verdicts.isOpen(load(MAY), ledger(null, true))).isFalse();
        assertThat(Verdicts.isOpen(load(MAY), Optional.empty())).isFalse();
    }
}
