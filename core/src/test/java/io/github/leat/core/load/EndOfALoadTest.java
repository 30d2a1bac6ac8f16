package io.github.leat.core.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SourceException;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.SinkWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a load ends before its source does, its writers end first: nothing is written behind the caller's back. */
class EndOfALoadTest {
    /** More than the sample: the load breaks off, and not what comes before it. */
    private static final int RECORDS = 150_000;

    @TempDir
    Path directory;

    private final List<String> events = new CopyOnWriteArrayList<>();
    private Path file;

    @BeforeEach
    void writeSource() throws IOException {
        StringBuilder text = new StringBuilder("id,n\n");
        for (int i = 1; i <= RECORDS; i++) {
            text.append(i).append(i % 1_000 == 0 ? ",none, for once\n" : ",1234567\n");
        }
        file = Files.writeString(directory.resolve("a.csv"), text);
    }

    private Load load(ByteSource source, Sink sink) {
        return Load.from(source)
                .cast("n", ColumnType.LONG)
                .into(sink)
                .commitEvery(1, Duration.ofHours(1))
                .deadLetters(watched(
                        DeadLetters.class,
                        DeadLetters.toFile(directory.resolve("rejects.csv")),
                        opened -> watched(DeadLetterWriter.class, (DeadLetterWriter) opened, made -> made)));
    }

    private Sink target() {
        return watched(
                Sink.class,
                CsvSink.to(directory.resolve("target.csv")),
                opened -> watched(SinkWriter.class, (SinkWriter) opened, made -> made));
    }

    /** The same thing, which notes that it is closed; what it opens is changed. */
    private <T> T watched(Class<T> type, T thing, UnaryOperator<Object> opened) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (any, method, arguments) -> {
                    try {
                        if (method.getName().equals("close")) {
                            events.add(type.getSimpleName());
                        }
                        Object answer = method.invoke(thing, arguments);
                        return method.getName().equals("open") ? opened.apply(answer) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Else a writer commits past rejects that the end of the load has taken back, and they are lost. */
    @Test
    void writersEndBeforeTheDeadLettersWhenTheSourceBreaks() {
        assertThatThrownBy(() -> load(new Breaking(FileSource.of(file), 1_500_000), target())
                        .run())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("breaks off");

        assertThat(events).containsExactly("SinkWriter", "DeadLetterWriter");
    }

    @Test
    void rejectsOfABrokenLoadAreAllThereWhenItIsRunAgain() throws IOException {
        for (int breaksAt = 1_100_000; breaksAt < 1_700_000; breaksAt += 150_000) {
            Files.deleteIfExists(directory.resolve("target.csv"));
            Files.deleteIfExists(directory.resolve("target.csv.leat"));
            Files.deleteIfExists(directory.resolve("rejects.csv"));
            Load broken = load(new Breaking(FileSource.of(file), breaksAt), target());
            assertThatThrownBy(broken::run).isInstanceOf(SourceException.class);

            LoadReport report = load(FileSource.of(file), target()).run();

            assertThat(report.counts().rejected()).isEqualTo(RECORDS / 1_000);
            assertThat(Files.readAllLines(directory.resolve("rejects.csv")))
                    .as("rejects of a source that broke off at byte " + breaksAt)
                    .hasSize(1 + RECORDS / 1_000);
        }
    }

    @Test
    void loadThatIsInterruptedTwiceStillWaitsForItsWriters() throws InterruptedException {
        CountDownLatch waits = new CountDownLatch(1);
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Thread thread = new Thread(() -> {
            // the flag is set before the writers are told to end, as by a stream that was closed by the interrupt
            Load load = load(new Breaking(FileSource.of(file), 1_500_000, Thread.currentThread()::interrupt), target());
            try {
                load.run();
            } catch (RuntimeException e) {
                thrown.add(e);
                events.add("thrown, interrupted: " + Thread.currentThread().isInterrupted());
            }
            waits.countDown();
        });
        thread.start();
        waits.await();
        thread.join();

        assertThat(thrown).hasSize(1);
        assertThat(events).containsExactly("SinkWriter", "DeadLetterWriter", "thrown, interrupted: true");
    }

    /** A file that cannot be read beyond a byte. */
    private record Breaking(ByteSource whole, long end, Runnable before) implements ByteSource {
        Breaking(ByteSource whole, long end) {
            this(whole, end, () -> {});
        }

        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public String identity() {
            return whole.identity();
        }

        @Override
        public Optional<String> version() {
            return whole.version();
        }

        @Override
        public OptionalLong sizeInBytes() {
            return whole.sizeInBytes();
        }

        @Override
        public InputStream open(long fromByte) throws IOException {
            return new FilterInputStream(whole.open(fromByte)) {
                private long left = end - fromByte;

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    if (left <= 0) {
                        before.run();
                        throw new IOException("it breaks off");
                    }
                    int read = super.read(bytes, from, (int) Math.min(length, left));
                    left -= read;
                    return read;
                }
            };
        }
    }
}
