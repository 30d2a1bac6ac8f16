package io.github.leat.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {
    /** As many as go round, and some. */
    private static final int BYTES = 3_000_000;

    private final byte[] bytes = bytes();

    private static byte[] bytes() {
        byte[] made = new byte[BYTES];
        new Random(3).nextBytes(made);
        return made;
    }

    @Test
    void givesTheBytesOfTheStreamInWhateverPortions() throws IOException {
        for (int portion : new int[] {1, 100, 70_000, 1 << 20}) {
            InputStream dribbling = new ByteArrayInputStream(bytes) {
                @Override
                public synchronized int read(byte[] b, int off, int len) {
                    return super.read(b, off, Math.min(len, portion));
                }
            };
            try (InputStream ahead = ReadAhead.start("test", dribbling)) {
                assertThat(ahead.readNBytes(10)).isEqualTo(Arrays.copyOf(bytes, 10));
                assertThat(ahead.read()).isEqualTo(bytes[10] & 0xFF);
                assertThat(ahead.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 11, BYTES));
                assertThat(ahead.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void throwsAFailureWhereTheStreamMetIt() {
        for (Supplier<Throwable> failure : List.<Supplier<Throwable>>of(
                () -> new IOException("cut"),
                () -> new IllegalStateException("damaged"),
                () -> new LinkageError("no"))) {
            Throwable thrown = failure.get();
            InputStream ahead = ReadAhead.start("test", failing(300_000, thrown));
            AtomicLong read = new AtomicLong();
            assertThatThrownBy(() -> {
                        while (ahead.read() >= 0) {
                            read.incrementAndGet();
                        }
                    })
                    .isSameAs(thrown);
            assertThat(read).hasValue(300_000);
        }
    }

    private InputStream failing(int after, Throwable failure) {
        return new InputStream() {
            private int given;

            @Override
            public int read() {
                throw new AssertionError("Bytes are read in portions.");
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                if (given == after) {
                    throw ReadAheadTest.<IOException>sneaky(failure);
                }
                int count = Math.min(len, after - given);
                System.arraycopy(bytes, given, b, off, count);
                given += count;
                return count;
            }
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E sneaky(Throwable any) throws E {
        throw (E) any;
    }

    @Test
    void readsNoMoreAheadThanItsBlocksHold() throws Exception {
        AtomicLong taken = new AtomicLong();
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("Bytes are read in portions.");
            }

            @Override
            public int read(byte[] b, int off, int len) {
                int count = Math.min(len, 16 << 10);
                taken.addAndGet(count);
                return count;
            }

            @Override
            public void close() {
                closed.complete(true);
            }
        };
        try (InputStream ahead = ReadAhead.start("bounded", endless)) {
            assertThat(ahead.read()).isZero();
            Thread decoder = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("leat-decode bounded"))
                    .findFirst()
                    .orElseThrow();
            while (decoder.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }

        assertThat(closed).isCompletedWithValue(true);
        assertThat(taken.get()).isBetween(16L << 10, 512L << 10);
    }

    @Test
    void isClosedAlthoughTheStreamHangs() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        InputStream ahead = ReadAhead.start("test", new HangingStream(hanging, goOn) {
            @Override
            public void close() {
                closed.complete(true);
            }
        });
        hanging.await();

        ahead.close();

        assertThat(closed).as("not while a read is in it").isNotDone();
        goOn.countDown();
        assertThat(closed.get()).isTrue();
        assertThatThrownBy(ahead::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @Test
    void whoIsInterruptedGetsTheBytesAndFindsTheInterrupt() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Integer> read = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        try (InputStream ahead = ReadAhead.start("test", new HangingStream(hanging, goOn))) {
            Thread reader = new Thread(() -> {
                try {
                    read.complete(ahead.read());
                } catch (IOException e) {
                    read.completeExceptionally(e);
                }
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            reader.start();
            hanging.await();
            reader.interrupt();
            goOn.countDown();

            assertThat(read.get()).isEqualTo(7);
            assertThat(interrupted.get()).isTrue();
        }
    }

    /** Gives one byte once it may, whatever interrupts it, as a pipe does. */
    private static class HangingStream extends InputStream {
        private final CountDownLatch hanging;
        private final CountDownLatch goOn;
        private boolean given;

        HangingStream(CountDownLatch hanging, CountDownLatch goOn) {
            this.hanging = hanging;
            this.goOn = goOn;
        }

        @Override
        public int read() {
            throw new AssertionError("Bytes are read in portions.");
        }

        @Override
        public int read(byte[] b, int off, int len) {
            if (given) {
                return -1;
            }
            hanging.countDown();
            boolean waiting = true;
            while (waiting) {
                try {
                    goOn.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    // a pipe does not mind
                }
            }
            given = true;
            b[off] = 7;
            return 1;
        }
    }
}
