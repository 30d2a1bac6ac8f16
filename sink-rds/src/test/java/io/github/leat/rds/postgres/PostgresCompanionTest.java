package io.github.leat.rds.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.TooManyRejectsException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.RejectBudget;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads over two connections: a file of 8 MB, of which the second one gets its share from 4 MiB on. */
class PostgresCompanionTest {
    private static final int RECORDS = 20_000;
    private static final int WIDENS_AT = 19_000;
    private static final int UNFIT_EARLY = 15_000;
    private static final int UNFIT_LATE = 19_990;
    private static final long NEVER = 1L << 40;

    @TempDir
    Path directory;

    private final PostgresServer server = PostgresServer.newSchema();

    private Path file() throws IOException {
        StringBuilder text = new StringBuilder("id,v,note\n");
        String note = "a note of a hundred characters or so, to give each record some weight on its way ".repeat(5);
        for (int i = 1; i <= RECORDS; i++) {
            text.append(i)
                    .append(',')
                    .append(i == WIDENS_AT ? "n/a" : i % 7)
                    .append(',')
                    .append(i == UNFIT_EARLY || i == UNFIT_LATE ? "\0" : "")
                    .append(note)
                    .append('\n');
        }
        return Files.writeString(directory.resolve("numbers.csv"), text);
    }

    private Load load(Path file, WriteMode mode, long commitBytes, String parameters) {
        RdsSink sink = RdsSink.jdbc(server.url() + parameters, new Properties())
                .table("t")
                .mode(mode);
        return Load.from(FileSource.of(file))
                .into(mode == WriteMode.APPEND ? sink : sink.key("id"))
                .deadLetters(DeadLetters.toFile(directory.resolve("rejects.csv")))
                .commitEvery(commitBytes, Duration.ofHours(1));
    }

    private void assertAllThereOnce(LoadReport report) throws IOException {
        assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED_WITH_REJECTS);
        assertThat(report.counts().read()).isEqualTo(RECORDS);
        assertThat(report.counts().written()).isEqualTo(RECORDS - 2);
        assertThat(report.counts().isBalanced()).isTrue();
        assertThat(server.texts("SELECT count(*), count(DISTINCT id), min(id), max(id), sum(id) FROM t"))
                .containsExactly((RECORDS - 2) + "|" + (RECORDS - 2) + "|1|" + RECORDS + "|"
                        + (RECORDS * (RECORDS + 1L) / 2 - UNFIT_EARLY - UNFIT_LATE));
        assertThat(server.texts("SELECT v FROM t WHERE id = " + WIDENS_AT)).containsExactly("n/a");
        assertThat(server.texts("SELECT completed, records_written, ahead FROM _leat_ledger"))
                .containsExactly("t|" + (RECORDS - 2) + "|null");
        try (var lines = Files.lines(directory.resolve("rejects.csv"))) {
            assertThat(lines.skip(1).map(line -> line.substring(0, line.indexOf(','))))
                    .containsExactly(String.valueOf(UNFIT_EARLY), String.valueOf(UNFIT_LATE));
        }
    }

    /** A widened column makes the companion commit at once; what fails after it undoes the load's own records only. */
    @ParameterizedTest
    @CsvSource({"APPEND, 1099511627776", "APPEND, 3000000", "UPSERT, 1099511627776", "UPSERT, 3000000"})
    void whatWasCommittedAheadIsNotWrittenAgain(WriteMode mode, long commitBytes) throws Exception {
        Path file = file();
        assertThatThrownBy(() -> load(file, mode, commitBytes, "")
                        .maxRejects(RejectBudget.count(1))
                        .run())
                .isInstanceOf(TooManyRejectsException.class);
        if (mode == WriteMode.APPEND) {
            assertThat(server.texts("SELECT ahead <> '', completed FROM _leat_ledger"))
                    .containsExactly("t|f");
            assertThat(server.texts("SELECT count(*) > records_written FROM t, _leat_ledger GROUP BY records_written"))
                    .containsExactly("t");
        }
        assertAllThereOnce(load(file, mode, commitBytes, "&leatCopies=1").run());
    }

    @Test
    void aLargeLoadTakesASecondConnectionIfOneIsFree() throws Exception {
        assertThat(mostConnections("&leatConnections=4")).isEqualTo(2);
    }

    @Test
    void theOnlyConnectionIsEnough() throws Exception {
        assertThat(mostConnections("&leatConnections=1")).isEqualTo(1);
    }

    private int mostConnections(String parameters) throws IOException {
        AtomicInteger most = new AtomicInteger();
        LoadReport report = load(file(), WriteMode.APPEND, NEVER, parameters)
                .onProgress(progress -> most.accumulateAndGet(
                        Integer.parseInt(server.texts("SELECT count(*) FROM pg_stat_activity WHERE application_name ="
                                        + " 'leat' AND query LIKE 'COPY \"" + server.schema() + "\"%'")
                                .get(0)),
                        Math::max))
                .run();
        assertAllThereOnce(report);
        return most.get();
    }
}
