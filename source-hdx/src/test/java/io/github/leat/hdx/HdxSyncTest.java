package io.github.leat.hdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SourceException;
import io.github.leat.hdx.internal.Json;
import io.github.leat.testkit.HttpFaultServer;
import io.github.leat.testkit.HttpFaultServer.Fault;
import io.github.leat.testkit.HttpFaultServer.Served;
import io.github.leat.testkit.ManualTicker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdxSyncTest {
    private static final String DAY_1 = "2025-01-15T08:31:51.970130";
    private static final String DAY_2 = "2025-01-16T00:00:00";

    @TempDir
    Path directory = Path.of("");

    private HttpFaultServer server;
    private CatalogueServer catalogue;

    @BeforeEach
    void start() throws IOException {
        server = HttpFaultServer.start();
        catalogue = new CatalogueServer(server);
        server.serve("/f/a.csv", Served.csv("a\n1\n"));
        server.serve("/f/b.csv", Served.csv("b\n2\n"));
        server.serve("/g/a.csv", Served.csv("g\n3\n"));
        catalogue.put("one", hosted("r1", "/f/a.csv", DAY_1), hosted("r2", "/f/b.csv", DAY_1));
        catalogue.put("two", hosted("r3", "/g/a.csv", DAY_1), catalogue.resource("r4", "/f/m.shp", "SHP", DAY_1, true));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String hosted(String id, String path, String day) {
        return catalogue.resource(id, path, "CSV", day, true);
    }

    private String elsewhere(String id, String path) {
        return catalogue.resource(id, path, "CSV", DAY_1, false);
    }

    private SyncReport sync(String... datasets) throws InterruptedException {
        server.forget();
        return HdxSync.of(catalogue.client(new ManualTicker()), DirectoryLanding.of(directory))
                .build()
                .run(List.of(datasets));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString())
                    .filter(name -> !name.endsWith(".leat-lock"))
                    .sorted()
                    .toList();
        }
    }

    private static List<SyncOutcome> outcomes(SyncReport report) {
        return report.files().stream().map(SyncedFile::outcome).toList();
    }

    @Test
    void theSecondRunDownloadsNothing() throws Exception {
        SyncReport first = sync("one", "two");
        assertThat(outcomes(first))
                .containsExactly(SyncOutcome.FETCHED, SyncOutcome.FETCHED, SyncOutcome.FETCHED, SyncOutcome.LEFT_OUT);
        assertThat(files()).containsExactly("leat-manifest.json", "one/a.csv", "one/b.csv", "two/a.csv");
        assertThat(Files.readString(directory.resolve("two/a.csv"))).isEqualTo("g\n3\n");
        byte[] manifest = Files.readAllBytes(directory.resolve("leat-manifest.json"));

        SyncReport second = sync("one", "two");
        assertThat(second.count(SyncOutcome.UNCHANGED)).isEqualTo(3);
        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.path()).startsWith("/api/"));
        assertThat(Files.readAllBytes(directory.resolve("leat-manifest.json"))).isEqualTo(manifest);
    }

    @Test
    void oneNewerFileIsTheOneDownloaded() throws Exception {
        sync("one", "two");
        server.serve("/f/b2.csv", Served.csv("b\n22\n"));
        catalogue.put("one", hosted("r1", "/f/a.csv", DAY_1), hosted("r2", "/f/b2.csv", DAY_2));
        SyncReport report = sync("one", "two");
        assertThat(report.count(SyncOutcome.FETCHED)).isEqualTo(1);
        assertThat(server.requests("/f/b2.csv")).hasSize(1);
        assertThat(server.requests().stream().filter(request -> !request.path().startsWith("/api/")))
                .hasSize(1);
        // a new name is no new object: it keeps its key
        assertThat(Files.readString(directory.resolve("one/b.csv"))).isEqualTo("b\n22\n");
        assertThat(report.files().get(1).reason()).contains("last_modified is 2025-01-16T00:00:00Z, after");
    }

    @Test
    void theManifestSaysWhatAndWhy() throws Exception {
        sync("one");
        Json manifest = Json.parse(Files.readAllBytes(directory.resolve("leat-manifest.json")));
        Json file = manifest.get("files").list().get(0);
        assertThat(file.get("key").text()).contains("one/a.csv");
        assertThat(file.get("resource").text()).contains("r1");
        assertThat(file.get("bytes").number()).contains(4L);
        assertThat(file.get("sha256").text().orElse("")).hasSize(64);
        assertThat(file.get("verdict").text()).contains("NEWER");
        assertThat(file.get("reason").text()).contains("it was not fetched yet");
        assertThat(file.get("lastModified").text()).contains("2025-01-15T08:31:51.970130Z");
        assertThat(file.get("etag").text()).contains("\"1\"");
    }

    @Test
    void whatIsMissingOrCutInTheLandingIsFetchedAgain() throws Exception {
        sync("one", "two");
        Files.delete(directory.resolve("one/a.csv"));
        Files.writeString(directory.resolve("one/b.csv"), "b");
        SyncReport report = sync("one", "two");
        assertThat(outcomes(report).subList(0, 3))
                .containsExactly(SyncOutcome.FETCHED, SyncOutcome.FETCHED, SyncOutcome.UNCHANGED);
        assertThat(Files.readString(directory.resolve("one/b.csv"))).isEqualTo("b\n2\n");
    }

    @Test
    void filesElsewhereAreAskedWhetherTheyChanged() throws Exception {
        catalogue.put("ext", elsewhere("e1", "/f/a.csv"));
        sync("ext");
        SyncReport same = sync("ext");
        assertThat(same.files().get(0).outcome()).isEqualTo(SyncOutcome.UNCHANGED);
        assertThat(same.files().get(0).reason()).contains("304");
        assertThat(server.bodyBytes()).isLessThan(2000); // the catalogue's answer only

        server.serve("/f/a.csv", Served.of("a\n9\n".getBytes(StandardCharsets.UTF_8), "\"2\""));
        SyncReport changed = sync("ext");
        assertThat(changed.files().get(0).outcome()).isEqualTo(SyncOutcome.FETCHED);
        assertThat(changed.files().get(0).verdict().orElseThrow().kind()).isEqualTo(VersionVerdict.Kind.UNKNOWN);
    }

    @Test
    void whereNothingTellsTheContentDecides() throws Exception {
        catalogue.put("ext", elsewhere("e1", "/f/x.csv"));
        server.serve("/f/x.csv", Served.csv("a\n1\n").plain());
        sync("ext");
        SyncReport again = sync("ext");
        assertThat(again.files().get(0).outcome()).isEqualTo(SyncOutcome.SAME_CONTENT);
        server.serve("/f/x.csv", Served.csv("a\n2\n").plain());
        assertThat(sync("ext").files().get(0).outcome()).isEqualTo(SyncOutcome.FETCHED);
        assertThat(Files.readString(directory.resolve("ext/x.csv"))).isEqualTo("a\n2\n");
    }

    @Test
    void oneThatFailsDoesNotStopTheOthers() throws Exception {
        server.fail("/f/a.csv", new Fault.Status(404));
        server.serve("/f/b.csv", Served.csv("<!DOCTYPE html><p>log in").withType("text/html"));
        SyncReport report = sync("one", "no-such", "two");
        assertThat(outcomes(report))
                .containsExactly(
                        SyncOutcome.FAILED,
                        SyncOutcome.FAILED,
                        SyncOutcome.FAILED,
                        SyncOutcome.FETCHED,
                        SyncOutcome.LEFT_OUT);
        assertThat(report.files().get(1).reason()).contains("web page");
        assertThat(report.files().get(2).reason()).contains("no dataset");
        assertThat(files()).containsExactly("leat-manifest.json", "two/a.csv");
        assertThat(sync("one").files().get(0).outcome()).isEqualTo(SyncOutcome.FETCHED);
    }

    @Test
    void anInterruptedFileIsGoneOnFrom() throws Exception {
        byte[] big = new byte[2_000_000];
        new Random(3).nextBytes(big);
        server.serve("/f/a.csv", Served.of(big, "\"7\""));
        Fault[] faults = new Fault[8];
        Arrays.fill(faults, new Fault.Status(404));
        faults[0] = new Fault.WrongLength(0);
        faults[1] = new Fault.WrongLength(0);
        server.fail("/f/a.csv", Arrays.copyOf(faults, 3));
        assertThat(sync("one").files().get(0).outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(files()).contains("one/.a.csv.leat-part").doesNotContain("one/a.csv");

        SyncReport report = sync("one");
        assertThat(report.files().get(0).outcome()).isEqualTo(SyncOutcome.FETCHED);
        assertThat(Files.readAllBytes(directory.resolve("one/a.csv"))).isEqualTo(big);
        assertThat(report.files().get(0).bytes()).isEqualTo(big.length - 2 * 262_144);
        assertThat(files()).doesNotContain("one/.a.csv.leat-part");
    }

    @Test
    void aPartOfAnotherVersionIsDropped() throws Exception {
        byte[] big = new byte[600_000];
        server.serve("/f/a.csv", Served.of(big, "\"7\""));
        server.fail("/f/a.csv", new Fault.WrongLength(0), new Fault.Status(404));
        sync("one");
        byte[] other = new byte[700_000];
        Arrays.fill(other, (byte) 1);
        server.serve("/f/a.csv", Served.of(other, "\"8\""));
        sync("one");
        assertThat(Files.readAllBytes(directory.resolve("one/a.csv"))).isEqualTo(other);
    }

    @Test
    void namesBecomeKeysThatStayInTheDirectory() throws Exception {
        server.serve("/x", Served.csv("a\n1\n"));
        String evil = catalogue
                .resource("0123456789", "/x", "CSV", DAY_1, true)
                .replace("\"name\": \"x\"", "\"name\": \"../../é v.csv\"");
        catalogue.put("e", evil, evil.replace("0123456789", "abcdefghij"));
        sync("e");
        assertThat(files()).containsExactly("e/_.._e_v.csv", "e/abcdefgh-_.._e_v.csv", "leat-manifest.json");
    }

    @Test
    void entriesOfAnotherSyncAreKept() throws Exception {
        HdxSync.of(catalogue.client(new ManualTicker()), DirectoryLanding.of(directory))
                .onFile(file -> {
                    try {
                        if (file.dataset().equals("one") && file.resource().equals("r1")) {
                            HdxSync.of(catalogue.client(new ManualTicker()), DirectoryLanding.of(directory))
                                    .build()
                                    .run(List.of("two"));
                        }
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .build()
                .run(List.of("one"));
        Json manifest = Json.parse(Files.readAllBytes(directory.resolve("leat-manifest.json")));
        assertThat(manifest.get("files").list().stream()
                        .map(file -> file.get("resource").text().orElse("")))
                .containsExactlyInAnyOrder("r1", "r2", "r3");
    }

    @Test
    void aDamagedManifestIsSaid() throws IOException {
        Files.writeString(directory.resolve("leat-manifest.json"), "{\"format\": 1, ");
        assertThatThrownBy(() -> sync("one"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("leat-manifest.json")
                .hasMessageContaining("Move it away");
    }

    @Test
    void busyServersAreWaitedFor() throws Exception {
        server.fail("/f/a.csv", new Fault.Status(429, Map.of("Retry-After", "20"), ""), new Fault.Cut(2));
        assertThat(outcomes(sync("one"))).containsOnly(SyncOutcome.FETCHED);
    }
}
