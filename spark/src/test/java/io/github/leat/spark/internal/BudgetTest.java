package io.github.leat.spark.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.csv.Split;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.schema.Schema;
import io.github.leat.rds.RdsSink;
import io.github.leat.spark.LoadSpec;
import io.github.leat.spark.LocalSpark;
import io.github.leat.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BudgetTest {
    @TempDir
    private Path directory = Path.of("");

    private static void awaitShare(Lease lease, double wanted) {
        while (lease.share() != wanted) {
            Thread.onSpinWait();
        }
    }

    private static CompletableFuture<Lease> later(Budget budget, String piece) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Lease.take(budget.address(), "2", piece);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void sharesAreDividedAnewAsTasksComeAndGo() throws Exception {
        try (Budget budget = new Budget("127.0.0.1", 2)) {
            Lease first = Lease.take(budget.address(), "1", "a");
            assertThat(first.share()).isEqualTo(1);
            Lease second = Lease.take(budget.address(), "1", "b");
            assertThat(second.share()).isEqualTo(0.5);
            awaitShare(first, 0.5);
            CompletableFuture<Lease> third = later(budget, "c");
            first.close();
            Lease next = third.join();
            assertThat(next.share()).isEqualTo(0.5);
            second.close();
            awaitShare(next, 1);
            next.close();
        }
    }

    @Test
    void secondAttemptOfAPieceWaitsForTheFirst() throws Exception {
        try (Budget budget = new Budget("127.0.0.1", 8)) {
            Lease first = Lease.take(budget.address(), "1", "a");
            CompletableFuture<Lease> again = later(budget, "a");
            Lease other = Lease.take(budget.address(), "1", "b");
            awaitShare(first, 0.5);
            assertThat(again).isNotDone();
            first.close();
            again.join().close();
            other.close();
        }
    }

    @Test
    void leaseOfAnExecutorThatIsGivenUpIsTakenBack() throws Exception {
        try (Budget budget = new Budget("127.0.0.1", 8)) {
            Lease frozen = Lease.take(budget.address(), "1", "a");
            Lease other = Lease.take(budget.address(), "2", "b");
            CompletableFuture<Lease> again = later(budget, "a");
            assertThat(again).isNotDone();
            budget.lost("1");
            Lease third = again.join();
            assertThat(third.share()).isEqualTo(0.5);
            third.close();
            other.close();
            frozen.close();
        }
    }

    @Test
    void strangerGetsNothing() throws Exception {
        try (Budget budget = new Budget("127.0.0.1", 1)) {
            Budget.Address address = budget.address();
            Budget.Address wrong = new Budget.Address(address.host(), address.port(), "guess");
            assertThatThrownBy(() -> Lease.take(wrong, "1", "a")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void twoAttemptsAtOnceWriteAPieceOnce() throws Exception {
        PostgresServer server = PostgresServer.newSchema();
        String url = server.url();
        Path path = Files.write(directory.resolve("two.csv"), ("id,n\n" + "1,2\n".repeat(2_000)).getBytes(UTF_8));
        LoadSpec spec = source ->
                Load.from(source).into(RdsSink.jdbc(url, new Properties()).table("two"));
        List<HadoopFile> files = SourceFiles.find(
                List.of(path.toString()),
                JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext()));
        Load load = spec.of(FileSource.of(path));
        PortableLayout layout = PortableLayout.of(load.layout());
        Piece piece = new Piece(files.get(0), layout, new Split(load.layout().dataStart(), Files.size(path)));
        Schema schema = load.sourceSchema();
        // a budget each, as if the driver took the first attempt for dead: then the target's own claims have to do
        try (Budget one = new Budget("127.0.0.1", 2);
                Budget two = new Budget("127.0.0.1", 2)) {
            List<CompletableFuture<LoadTask.Done>> attempts = List.of(
                    attempt(spec, one, schema, piece),
                    attempt(spec, one, schema, piece),
                    attempt(spec, two, schema, piece));
            List<LoadOutcome> outcomes =
                    attempts.stream().map(done -> done.join().outcome()).toList();
            assertThat(outcomes).contains(LoadOutcome.COMPLETED);
            attempts.forEach(done -> assertThat(done.join().counts().written()).isEqualTo(2_000));
        }
        assertThat(server.texts("SELECT count(*) FROM two")).containsExactly("2000");
    }

    private static CompletableFuture<LoadTask.Done> attempt(LoadSpec spec, Budget budget, Schema schema, Piece piece) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return LoadTask.of(spec, budget.address(), schema, Optional.empty(), Optional.empty(), null)
                        .load(piece);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
