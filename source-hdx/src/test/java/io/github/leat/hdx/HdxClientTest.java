package io.github.leat.hdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SourceException;
import io.github.leat.testkit.HttpFaultServer;
import io.github.leat.testkit.HttpFaultServer.Fault;
import io.github.leat.testkit.HttpFaultServer.Served;
import io.github.leat.testkit.ManualTicker;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HdxClientTest {
    private final ManualTicker ticker = new ManualTicker();
    private HttpFaultServer server;
    private CatalogueServer catalogue;

    @BeforeEach
    void start() throws IOException {
        server = HttpFaultServer.start();
        catalogue = new CatalogueServer(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HdxClient client() {
        return catalogue.client(ticker);
    }

    @Test
    void showsADataset() {
        catalogue.put("bdi", catalogue.resource("r1", "/f/a.csv", "CSV", "2025-01-15T08:31:51.970130", true));
        HdxDataset dataset = client().dataset("bdi");
        assertThat(dataset.organization()).isEqualTo("acled");
        assertThat(dataset.countries()).containsExactly("bdi");
        HdxResource resource = dataset.resources().get(0);
        assertThat(resource.lastModified()).contains(Instant.parse("2025-01-15T08:31:51.970130Z"));
        assertThat(resource.hosted()).isTrue();
        assertThat(resource.size()).isEmpty();
        assertThat(resource.hash()).isEmpty();
        assertThat(resource.fileName()).isEqualTo("a.csv");
        assertThat(server.requests().get(0).header("User-Agent")).isEqualTo("leat-test leat/0.1");
    }

    @Test
    void aDatasetThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> client().dataset("no-such"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("has no dataset \"no-such\"");
        server.fail(
                CatalogueServer.SHOW,
                new Fault.Status(404, Map.of(), "{\"success\": false, \"error\": {\"__type\": \"Not Found Error\"}}"));
        assertThatThrownBy(() -> client().dataset("no-such")).hasMessageContaining("has no dataset");
    }

    @Test
    void refusalsAreSaid() {
        server.fail(
                CatalogueServer.SHOW,
                new Fault.Status(
                        403,
                        Map.of(),
                        "{\"success\": false, \"error\": {\"message\": \"Access denied\", \"__type\": \"Authorization"
                                + " Error\"}}"));
        assertThatThrownBy(() -> client().dataset("private"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("Access denied")
                .hasMessageContaining("API token");
    }

    @Test
    void webPagesInsteadOfJsonAreSaid() {
        server.fail(
                CatalogueServer.SHOW,
                new Fault.Status(
                        200, Map.of("Content-Type", "text/html; charset=utf-8"), "<!DOCTYPE html><html></html>"));
        assertThatThrownBy(() -> client().dataset("x"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("a web page (HTML) instead of JSON");
    }

    @Test
    void busyAndCutAnswersAreAskedForAgain() {
        catalogue.put("bdi");
        server.fail(
                CatalogueServer.SHOW,
                new Fault.Status(429, Map.of("Retry-After", "3"), ""),
                new Fault.Cut(20),
                new Fault.WrongLength(10),
                new Fault.Status(503));
        assertThat(client().dataset("bdi").name()).isEqualTo("bdi");
        assertThat(server.requests(CatalogueServer.SHOW)).hasSize(5);
    }

    @Test
    void callsAreSpaced() {
        catalogue.put("bdi");
        HdxClient client = client();
        long before = ticker.nanos();
        for (int i = 0; i < 11; i++) {
            client.dataset("bdi");
        }
        assertThat(Duration.ofNanos(ticker.nanos() - before)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aTokenGoesToTheCatalogueOnly() {
        catalogue.put("bdi", catalogue.resource("r1", "/f/a.csv", "CSV", "2025-01-15T08:31:51", true));
        server.serve("/f/a.csv", Served.csv("a\n1\n"));
        HdxClient client =
                HdxClient.builder().base(server.address("")).token("s3cret").build();
        assertThat(HdxSource.dataset("bdi", client).sizeInBytes()).hasValue(4);
        assertThat(server.requests(CatalogueServer.SHOW).get(0).header("Authorization"))
                .isEqualTo("s3cret");
        assertThat(server.requests("/f/a.csv").get(0).header("Authorization")).isEmpty();
    }

    @Test
    void filtersAreSolrs() {
        HdxQuery query = HdxQuery.of("food \"prices\"")
                .withFormat("csv")
                .withOrganization("wfp")
                .withCountry("BDI")
                .withTag("food security")
                .withName("a\"b");
        client().search(query);
        String asked = URLDecoder.decode(server.requests().get(0).path(), StandardCharsets.UTF_8);
        assertThat(asked)
                .contains("q=food \"prices\"")
                .contains("fq=res_format:\"CSV\" AND name:\"a\\\"b\" AND organization:\"wfp\" AND groups:\"bdi\" AND"
                        + " (vocab_Topics:\"food security\" OR tags:\"food security\")")
                .contains("rows=20")
                .contains("start=0");
    }

    @Test
    void allPagesAreRead() {
        for (int i = 0; i < 2500; i++) {
            catalogue.putJson("{\"id\": \"" + i + "\", \"name\": \"n" + i + "\"}");
        }
        HdxPage page = client().search(HdxQuery.of("").withLimit(2200));
        assertThat(page.total()).isEqualTo(2500);
        assertThat(page.datasets()).hasSize(2200);
        assertThat(page.datasets().stream().map(HdxDataset::id).distinct()).hasSize(2200);
        assertThat(server.requests(CatalogueServer.SEARCH)).hasSize(3);
    }

    @Test
    void aSearchBeginsAnewWhereTheCatalogueChanges() {
        for (int i = 0; i < 1500; i++) {
            catalogue.putJson("{\"id\": \"" + i + "\", \"name\": \"n" + i + "\"}");
        }
        String shifted =
                "{\"success\": true, \"result\": {\"count\": 1501, \"results\": [{\"id\": \"999\", \"name\": \"n999\"},"
                        + " {\"id\": \"x\", \"name\": \"x\"}]}}";
        server.fail(CatalogueServer.SEARCH, new Fault.WrongLength(0), new Fault.Status(200, Map.of(), shifted));
        assertThat(client().search(HdxQuery.of("").withLimit(1400)).datasets()).hasSize(1400);
        assertThat(server.requests(CatalogueServer.SEARCH)).hasSize(4);
    }

    @Test
    void aSiteThatGivesOnePageForEverEnds() {
        String page =
                "{\"success\": true, \"result\": {\"count\": 9000, \"results\": [{\"id\": \"1\", \"name\": \"a\"}]}}";
        server.serve("/stuck" + CatalogueServer.SEARCH, Served.csv(page).plain());
        HdxClient client = HdxClient.builder()
                .base(server.address("/stuck/"))
                .http(HttpOptions.builder().ticker(ticker).build())
                .build();
        assertThat(client.search(HdxQuery.of("x")).datasets()).hasSize(1);
    }

    @Test
    void recordedSearchIsUnderstood() throws IOException {
        String recorded = RecordedAnswers.text("cli-toolkit/2024-08-24-hdx-snapshot-filtered.json");
        server.serve("/r" + CatalogueServer.SEARCH, Served.csv(recorded).plain());
        HdxClient client = HdxClient.builder().base(server.address("/r")).build();
        HdxPage page = client.search(HdxQuery.of("x"));
        assertThat(page.total()).isEqualTo(24_514);
        assertThat(page.datasets()).hasSize(20).allSatisfy(dataset -> {
            assertThat(dataset.name()).isNotEmpty();
            assertThat(dataset.organization()).isNotEmpty();
            assertThat(dataset.lastModified()).isPresent();
        });
    }

    @Test
    void recordedDatasetsAreUnderstood() throws IOException {
        List<String> recorded = RecordedAnswers.datasets();
        recorded.forEach(catalogue::putJson);
        HdxClient client = client();
        Set<String> ids = new HashSet<>();
        int sizes = 0;
        for (HdxDataset dataset : client.search(HdxQuery.of("").withLimit(1000)).datasets()) {
            if (dataset.name().isEmpty()) {
                continue; // a list of datasets, not one
            }
            assertThat(client.dataset(dataset.name())).isEqualTo(dataset);
            for (HdxResource resource : dataset.resources()) {
                ids.add(resource.id());
                sizes += resource.size().isPresent() ? 1 : 0;
                assertThat(resource.lastModified()).as(resource.name()).isPresent();
                assertThat(resource.format()).isNotEmpty();
                assertThat(HttpSource.of(resource.url()).name()).startsWith("http");
            }
        }
        assertThat(ids).hasSizeGreaterThan(300);
        assertThat(sizes).isGreaterThan(200);
    }

    @Test
    void recordedAcledDatasetsAreXlsxThatHdxStores() throws IOException {
        catalogue.putJson(
                RecordedAnswers.text("acled-package_show/dataset-political-violence-events-and-fatalities.json"));
        HdxResource resource = client().dataset("political-violence-events-and-fatalities")
                .resources()
                .get(0);
        assertThat(resource.isTable()).isTrue();
        assertThat(resource.hosted()).isTrue();
        assertThat(resource.fileName()).isEqualTo("political-violence-events-and-fatalities_as-of-2025-01-10.xlsx");
    }
}
