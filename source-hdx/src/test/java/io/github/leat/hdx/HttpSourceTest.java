package io.github.leat.hdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SourceException;
import io.github.leat.testkit.HttpFaultServer;
import io.github.leat.testkit.HttpFaultServer.Fault;
import io.github.leat.testkit.HttpFaultServer.Served;
import io.github.leat.testkit.ManualTicker;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourceTest {
    private static final byte[] BIG = random(3_000_000);

    private final ManualTicker ticker = new ManualTicker();
    private HttpFaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpFaultServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private HttpSource source(String path) {
        HttpOptions options = HttpOptions.builder()
                .ticker(ticker)
                .stallTimeout(Duration.ofSeconds(20))
                .build();
        return HttpSource.of(server.address(path), options);
    }

    private static byte[] read(HttpSource source, long from) throws IOException {
        try (InputStream in = source.open(from)) {
            return in.readAllBytes();
        }
    }

    @Test
    void versionIsTheDateAndTheTag() {
        server.serve("/a.csv", Served.csv("a,b\n1,2\n"));
        HttpSource source = source("/a.csv");
        assertThat(source.version()).contains("2025-01-15T08:31:51Z/1");
        assertThat(source.sizeInBytes()).hasValue(8);
        assertThat(source.isSeekable()).isTrue();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void readsByRangesFromAnyByte() throws IOException {
        server.serve("/big", Served.of(BIG, "\"x\""));
        HttpSource source = source("/big");
        assertThat(read(source, 0)).isEqualTo(BIG);
        assertThat(read(source, 1_234_567)).isEqualTo(Arrays.copyOfRange(BIG, 1_234_567, BIG.length));
        assertThat(read(source, BIG.length)).isEmpty();
        assertThat(server.requests("/big"))
                .allSatisfy(request -> assertThat(request.header("Range")).startsWith("bytes="));
    }

    @Test
    void noAnswerIsOpenWhileNobodyReads() throws IOException {
        server.serve("/big", Served.of(BIG, "\"x\""));
        try (InputStream in = source("/big").open(0)) {
            byte[] head = in.readNBytes(300_000);
            assertThat(head).isEqualTo(Arrays.copyOf(BIG, 300_000));
            // what was asked for was sent whole: 256 KiB twice, and nothing of the rest of 3 MB
            assertThat(server.bodyBytes()).isEqualTo(2 * 262_144);
        }
    }

    @Test
    void cutRangesGoOnWhereTheyWereCut() throws IOException {
        server.serve("/big", Served.of(BIG, "\"x\""));
        server.fail("/big", new Fault.WrongLength(0), new Fault.Cut(100_000), new Fault.Cut(5), new Fault.Cut(70_000));
        assertThat(read(source("/big"), 0)).isEqualTo(BIG);
        assertThat(server.requests("/big").stream().map(request -> request.header("Range")))
                .contains("bytes=362144-524287", "bytes=362149-524287", "bytes=432149-524287");
    }

    @Test
    void aCutHeadIsAskedForAgain() throws IOException {
        server.serve("/big", Served.of(BIG, "\"x\""));
        server.fail("/big", new Fault.Cut(1000));
        assertThat(read(source("/big"), 0)).isEqualTo(BIG);
    }

    @Test
    void aBodyShorterThanItsLengthIsAnErrorInTheEnd() {
        server.serve("/short", Served.of(Arrays.copyOf(BIG, 1000), "\"x\"").plain());
        Fault[] always = new Fault[6];
        Arrays.fill(always, new Fault.WrongLength(50));
        server.fail("/short", always);
        assertThatThrownBy(() -> read(source("/short"), 0))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("/short cannot be read")
                .hasMessageContaining("6 tries");
    }

    @Test
    void aChangedFileIsNeverMixed() throws IOException {
        server.serve("/big", Served.of(BIG, "\"x\""));
        try (InputStream in = source("/big").open(0)) {
            in.readNBytes(1000);
            server.serve("/big", Served.of(random(2_000_000), "\"y\""));
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("changed on its server");
        }
    }

    @Test
    void aServerWithoutRangesIsReadOnceAndAfterACutAgain() throws IOException {
        server.serve("/big", Served.of(BIG, "\"x\"").plain());
        HttpSource source = source("/big");
        assertThat(source.isSeekable()).isFalse();
        assertThat(source.version()).isEmpty();
        server.fail("/big", new Fault.Cut(1_000_000), new Fault.Cut(2_000_000), new Fault.Cut(1_500_000));
        assertThat(read(source, 0)).isEqualTo(BIG);
        assertThat(read(source, 2_500_000)).isEqualTo(Arrays.copyOfRange(BIG, 2_500_000, BIG.length));
    }

    @Test
    void whatChangesWithoutATagIsFoundAfterACut() throws IOException {
        server.serve("/big", Served.of(BIG, "\"x\"").plain());
        HttpSource source = source("/big");
        source.version();
        server.fail("/big", new Fault.Cut(1_000_000));
        try (InputStream in = source.open(0)) {
            in.readNBytes(500_000);
            byte[] other = BIG.clone();
            other[17]++;
            server.serve("/big", Served.of(other, "\"x\"").plain());
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("other bytes");
        }
    }

    @Test
    void chunkedBodiesHaveNoSize() throws IOException {
        byte[] bytes = Arrays.copyOf(BIG, 400_000);
        server.serve(
                "/c",
                new Served(bytes, java.util.Optional.empty(), java.util.Optional.empty(), "text/csv", false, false));
        HttpSource source = source("/c");
        assertThat(source.sizeInBytes()).isEmpty();
        assertThat(read(source, 0)).isEqualTo(bytes);
    }

    @Test
    void anEmptyFileIsEmpty() throws IOException {
        server.serve("/e", Served.csv(""));
        server.serve("/p", Served.csv("").plain());
        assertThat(source("/e").sizeInBytes()).hasValue(0);
        assertThat(read(source("/e"), 0)).isEmpty();
        assertThat(read(source("/p"), 0)).isEmpty();
    }

    @Test
    void busyServersAreAskedAgainAfterTheTimeTheyAskFor() throws IOException {
        server.serve("/a.csv", Served.csv("a\n1\n"));
        server.fail(
                "/a.csv",
                new Fault.Status(429, Map.of("Retry-After", "7"), ""),
                new Fault.Status(503),
                new Fault.Status(500));
        long before = ticker.nanos();
        assertThat(read(source("/a.csv"), 0)).isEqualTo("a\n1\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Duration.ofNanos(ticker.nanos() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void aServerThatAsksForMoreThanIsWaitedIsNotWaitedFor() {
        server.serve("/a.csv", Served.csv("a\n1\n"));
        server.fail("/a.csv", new Fault.Status(503, Map.of("Retry-After", "86400"), ""));
        assertThatThrownBy(() -> source("/a.csv").version())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("503")
                .hasMessageContaining("86400 s");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void retryAfterMayBeATimeOfTheServersClock() throws IOException {
        server.serve("/a.csv", Served.csv("a\n1\n"));
        server.fail("/a.csv", new Fault.Status(503, Map.of("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"), ""));
        assertThat(read(source("/a.csv"), 0)).hasSize(4);
    }

    @Test
    void redirectsAreFollowed() throws IOException {
        server.serve("/a.csv", Served.csv("a\n1\n"));
        server.fail("/from", new Fault.Status(302, Map.of("Location", "/via"), ""));
        server.fail(
                "/via",
                new Fault.Status(
                        307, Map.of("Location", server.address("/a.csv").toString()), ""));
        assertThat(read(source("/from"), 0)).hasSize(4);
    }

    @Test
    void redirectsInACircleEnd() {
        server.serve("/x", request -> Served.csv(""));
        server.fail("/one", new Fault.Status(302, Map.of("Location", "/two"), ""));
        server.fail("/two", new Fault.Status(302, Map.of("Location", "/one"), ""));
        assertThatThrownBy(() -> source("/one").version())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("in a circle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/a.csv",
                "http://localhost:1/a.csv",
                "ftp://example.org/a",
                "file:///etc/passwd"
            })
    void redirectsToUnprotectedPlacesAreRefused(String place) {
        server.fail("/from", new Fault.Status(302, Map.of("Location", place), ""));
        assertThatThrownBy(() -> source("/from").version())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("/from redirects to");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410, 418})
    void refusalsSayWhatToDo(int status) {
        server.fail("/a", new Fault.Status(status));
        assertThatThrownBy(() -> source("/a").version())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(String.valueOf(status));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void secretsAreNotInTheName() {
        HttpSource source = HttpSource.of(
                URI.create("https://h.example/a.csv?gid=0&X-Amz-Signature=abc&api_key=k123&X-Amz-Expires=30"));
        assertThat(source.name())
                .isEqualTo("https://h.example/a.csv?gid=0&X-Amz-Signature=…&api_key=…&X-Amz-Expires=…");
        assertThatThrownBy(() -> HttpSource.of("https://me:pass@h.example/a.csv"))
                .isInstanceOf(SourceException.class)
                .hasMessageNotContaining("pass@")
                .hasMessageContaining("h.example");
    }

    @Test
    void addressesAreTakenAsPeopleWriteThem() {
        assertThat(HttpSource.of("https://h.example/dâta file|1.csv").name())
                .isEqualTo("https://h.example/d%C3%A2ta%20file%7C1.csv");
        assertThatThrownBy(() -> HttpSource.of("h.example/a.csv"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("https://HOST/PATH");
    }

    @Test
    void anUnknownHostIsSaid() {
        HttpOptions options = HttpOptions.builder().ticker(ticker).build();
        assertThatThrownBy(() -> HttpSource.of(URI.create("https://no-such-host.invalid/a.csv"), options)
                        .version())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("host");
    }

    @Test
    void aSilentServerIsGivenUp() throws IOException {
        try (java.net.ServerSocket silent =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            HttpOptions options = HttpOptions.builder()
                    .ticker(ticker)
                    .maxAttempts(1)
                    .stallTimeout(Duration.ofMillis(200))
                    .build();
            HttpSource source = HttpSource.of(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/a"), options);
            assertThatThrownBy(source::version)
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("did not answer in time");
        }
    }
}
