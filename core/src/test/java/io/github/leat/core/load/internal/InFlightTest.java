package io.github.leat.core.load.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InFlightTest {
    private static final long MANY = 1_000_000;

    private final InFlight bound = new InFlight(100);

    private CompletableFuture<InFlight.Batch> enterBeside(long bytes, long records, long most) {
        CompletableFuture<InFlight.Batch> entered = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                entered.complete(bound.enter(bytes, records, most));
            } catch (InterruptedException e) {
                entered.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (!entered.isDone() && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return entered;
    }

    @Test
    void theMemoryOfABatchIsHeldUntilItsLastRecordIsWritten() throws InterruptedException, ExecutionException {
        InFlight.Batch first = bound.enter(80, 10, MANY);
        CompletableFuture<InFlight.Batch> second = enterBeside(30, 1, MANY);
        first.leave(9);
        assertThat(second).isNotDone();
        first.leave(1);
        second.get();
        assertThat(bound.records()).isEqualTo(1);
    }

    @Test
    void recordsAreBoundedToo() throws InterruptedException, ExecutionException {
        InFlight.Batch first = bound.enter(1, 10, 12);
        CompletableFuture<InFlight.Batch> second = enterBeside(1, 5, 12);
        assertThat(second).isNotDone();
        first.leave(3);
        second.get();
        assertThat(bound.records()).isEqualTo(12);
    }

    @Test
    void aBatchOfAnySizeIsLetInByItself() throws InterruptedException {
        assertThat(bound.enter(1_000, 50, 10)).isNotNull();
    }

    @Test
    void aBatchWithoutRecordsHoldsNothing() throws InterruptedException {
        bound.enter(1_000, 0, MANY);
        bound.enter(100, 1, MANY).leave(1);
        assertThat(bound.records()).isZero();
    }

    @Test
    void nobodyWaitsOnceSomethingFailed() throws InterruptedException, ExecutionException {
        bound.enter(100, 1, MANY);
        CompletableFuture<InFlight.Batch> second = enterBeside(1, 1, MANY);
        assertThat(second).isNotDone();
        bound.end();
        second.get();
        assertThat(bound.enter(Duration.ofDays(1).toMillis(), 1, 1)).isNotNull();
    }
}
