package io.github.leat.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.leat.core.SourceException;
import io.github.leat.core.io.ByteSource;
import io.github.leat.testkit.ManualTicker;
import io.github.leat.testkit.server.FaultyProxy;
import io.github.leat.testkit.server.S3Server;
import io.github.leat.testkit.server.WireFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes wrong on the wire between Leat and the store. */
class S3FaultTest {
    private static final S3Store DIRECT = TestStore.open();
    private static final byte[] CONTENT = new byte[1_000_000];
    private static String bucket = "";

    private final ManualTicker ticker = new ManualTicker();

    @BeforeAll
    static void makeObject() {
        new Random(7).nextBytes(CONTENT);
        bucket = TestStore.newBucket(DIRECT);
        TestStore.put(DIRECT, bucket, "a.csv", CONTENT);
    }

    @AfterAll
    static void close() {
        DIRECT.close();
    }

    private interface Use {
        void of(ByteSource source, FaultyProxy proxy) throws IOException;
    }

    /** Opens the object through a proxy whose faults come only to requests for ranges. */
    private void through(Function<String, WireFault> faults, Use use) throws IOException {
        try (FaultyProxy proxy = FaultyProxy.to(
                        S3Server.start().port(),
                        head -> head.startsWith("GET") ? faults.apply(head) : WireFault.none());
                S3Store store = TestStore.open(proxy.endpoint(), ticker)) {
            use.of(S3Source.of(store, S3Address.of(bucket, "a.csv")).rangeBytes(300_000), proxy);
        }
    }

    @Test
    void aBodyThatBreaksOffIsTakenUpWhereItDid() throws IOException {
        through(head -> WireFault.cutAfter(123_457), (source, proxy) -> {
            try (InputStream in = source.open(0)) {
                assertThat(in.readAllBytes()).isEqualTo(CONTENT);
            }
            assertThat(proxy.requests()).hasSizeGreaterThan(8).anyMatch(head -> head.contains("bytes=123457-"));
            assertThat(ticker.sleeps()).isNotEmpty();
        });
    }

    @Test
    void noRequestAsksForMoreThanARange() throws IOException {
        through(head -> WireFault.none(), (source, proxy) -> {
            try (InputStream in = source.open(0)) {
                assertThat(in.readAllBytes()).isEqualTo(CONTENT);
            }
            assertThat(proxy.requests().stream().filter(head -> head.startsWith("GET")))
                    .hasSize(4)
                    .allMatch(head -> head.contains("If-Match"));
        });
    }

    @Test
    void bodiesThatNeverComeAreGivenUp() throws IOException {
        through(head -> WireFault.cutAfter(0), (source, proxy) -> {
            SourceException failure = catchThrowableOfType(SourceException.class, () -> readAll(source));
            assertThat(failure).hasMessageContaining("at byte 0").hasMessageContaining("8 times in a row");
            assertThat(kind(failure)).isEqualTo(S3Failure.Kind.UNREACHABLE);
        });
    }

    @Test
    void aBusyStoreIsWaitedFor() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        through(
                head -> asked.incrementAndGet() <= 4 ? WireFault.error(503, "SlowDown") : WireFault.none(),
                (source, proxy) -> {
                    try (InputStream in = source.open(0)) {
                        assertThat(in.readAllBytes()).isEqualTo(CONTENT);
                    }
                    assertThat(asked).hasValueGreaterThan(4);
                });
    }

    /** The body has the length of the whole object, where a range was asked for. */
    @Test
    void anAnswerOfAnotherLengthIsRefused() throws IOException {
        through(head -> WireFault.withoutRequestHeader("Range"), (source, proxy) -> {
            SourceException failure = catchThrowableOfType(SourceException.class, () -> readAll(source));
            assertThat(failure).hasMessageContaining("asked for bytes 0-299999/1000000");
            assertThat(kind(failure)).isEqualTo(S3Failure.Kind.CHANGED);
        });
    }

    /** A store that does not know If-Match gives the new object: its ETag tells. */
    @Test
    void aChangeInTheMiddleIsFoundWithoutIfMatchToo() throws IOException {
        byte[] changed = CONTENT.clone();
        changed[999_999]++;
        for (String dropped : new String[] {"If-Match", "No-Such-Header"}) {
            TestStore.put(DIRECT, bucket, "a.csv", CONTENT);
            through(head -> WireFault.withoutRequestHeader(dropped), (source, proxy) -> {
                SourceException failure;
                try (InputStream in = source.open(0)) {
                    in.readNBytes(300_000);
                    TestStore.put(DIRECT, bucket, "a.csv", changed);
                    failure = catchThrowableOfType(SourceException.class, in::readAllBytes);
                }
                assertThat(failure)
                        .hasMessageContaining("was changed meanwhile")
                        .hasMessageContaining("Run it again");
                assertThat(kind(failure)).isEqualTo(S3Failure.Kind.CHANGED);
            });
        }
        TestStore.put(DIRECT, bucket, "a.csv", CONTENT);
    }

    /** As when the database is slow: nothing is read for a minute at a time. */
    @Test
    void aBodyThatLayIdleIsNotReadOn() throws IOException {
        through(head -> WireFault.none(), (source, proxy) -> {
            byte[] read = new byte[CONTENT.length];
            try (InputStream in = source.open(0)) {
                for (int at = 0; at < read.length; at += 100_000) {
                    assertThat(in.readNBytes(read, at, 100_000)).isEqualTo(100_000);
                    ticker.advance(Duration.ofMinutes(1));
                }
            }
            assertThat(read).isEqualTo(CONTENT);
            assertThat(proxy.requests().stream().filter(head -> head.startsWith("GET")))
                    .hasSize(10);
        });
    }

    @Test
    void eachFailureSaysWhatToDo() {
        assertThat(failureOf("AccessDenied", 403)).satisfies(says(S3Failure.Kind.DENIED, "s3:GetObject"));
        assertThat(failureOf("ExpiredToken", 400)).satisfies(says(S3Failure.Kind.CREDENTIALS, "Log in again"));
        assertThat(failureOf("PermanentRedirect", 301)).satisfies(says(S3Failure.Kind.REGION, "AWS_REGION"));
        assertThat(failureOf("InvalidObjectState", 403)).satisfies(says(S3Failure.Kind.ARCHIVED, "Restore it"));
        assertThat(failureOf("NoSuchBucket", 404)).satisfies(says(S3Failure.Kind.NO_BUCKET, "There is no bucket"));
    }

    private static Consumer<SourceException> says(S3Failure.Kind kind, String words) {
        return failure -> {
            assertThat(kind(failure)).isEqualTo(kind);
            assertThat(failure).hasMessageContaining(words);
            assertThat(failure.getMessage()).doesNotContain("test-secret").contains("s3://" + bucket + "/a.csv");
        };
    }

    /** An answer to HEAD carries no code, as S3's do not. */
    private SourceException failureOf(String code, int status) {
        try (FaultyProxy proxy = FaultyProxy.to(
                        S3Server.start().port(),
                        head -> head.startsWith("HEAD") ? WireFault.bareError(status) : WireFault.error(status, code));
                S3Store store = TestStore.open(proxy.endpoint(), ticker)) {
            return catchThrowableOfType(SourceException.class, () -> S3Source.of(store, S3Address.of(bucket, "a.csv")));
        }
    }

    @Test
    void theServerItselfTellsBucketAndObjectApart() {
        SourceException noObject =
                catchThrowableOfType(SourceException.class, () -> S3Source.of(DIRECT, S3Address.of(bucket, "b.csv")));
        assertThat(kind(noObject)).isEqualTo(S3Failure.Kind.NO_OBJECT);
        assertThat(noObject).hasMessageStartingWith("There is no object s3://" + bucket + "/b.csv.");
        SourceException noBucket = catchThrowableOfType(
                SourceException.class, () -> S3Source.of(DIRECT, S3Address.of("no-such-bucket", "b.csv")));
        assertThat(kind(noBucket)).isEqualTo(S3Failure.Kind.NO_BUCKET);
    }

    @Test
    void aStoreThatIsNotThereIsUnreachable() {
        try (S3Store store = TestStore.open(URI.create("http://localhost:1"), ticker)) {
            SourceException failure = catchThrowableOfType(
                    SourceException.class, () -> S3Source.of(store, S3Address.of(bucket, "a.csv")));
            assertThat(kind(failure)).isEqualTo(S3Failure.Kind.UNREACHABLE);
            assertThat(failure).hasMessageContaining("Check the network");
        }
    }

    private static S3Failure.Kind kind(Throwable thrown) {
        return S3Failure.behind(thrown).orElseThrow().kind();
    }

    private static void readAll(ByteSource source) throws IOException {
        try (InputStream in = source.open(0)) {
            in.readAllBytes();
        }
    }
}
