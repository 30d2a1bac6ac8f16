package io.github.leat.hdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.SourceException;
import io.github.leat.testkit.HttpFaultServer;
import io.github.leat.testkit.HttpFaultServer.Served;
import io.github.leat.testkit.ManualTicker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HdxSourceTest {
    private HttpFaultServer server;
    private CatalogueServer catalogue;

    @BeforeEach
    void start() throws IOException {
        server = HttpFaultServer.start();
        catalogue = new CatalogueServer(server);
        server.serve("/f/a.csv", Served.csv("a,b\n1,2\n"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HdxSource source(String dataset) {
        return HdxSource.dataset(dataset, catalogue.client(new ManualTicker()));
    }

    @Test
    void theOneTableIsTaken() throws IOException {
        catalogue.put(
                "bdi",
                catalogue.resource("r0", "/f/QuickCharts-a.csv", "CSV", "2025-01-15T08:31:51", true),
                catalogue.resource("r1", "/f/a.csv", "CSV", "2025-01-15T08:31:51", true),
                catalogue.resource("r2", "/f/a.pdf", "PDF", "2025-01-15T08:31:51", true));
        HdxSource source = source("bdi");
        assertThat(server.requests()).isEmpty();
        try (InputStream in = source.open(4)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("1,2\n");
        }
        assertThat(source.name()).isEqualTo("hdx:bdi");
        assertThat(source.identity()).isEqualTo("hdx:r1");
        assertThat(source.version()).contains("2025-01-15T08:31:51Z");
        assertThat(server.requests(CatalogueServer.SHOW)).hasSize(1);
    }

    @Test
    void severalTablesAreListed() {
        catalogue.put(
                "bdi",
                catalogue.resource("r1", "/f/a.csv", "CSV", "2025-01-15T08:31:51", true),
                catalogue.resource("r2", "/f/b.xlsx", "XLSX", "2025-01-15T08:31:51", true));
        assertThatThrownBy(() -> source("bdi").version())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("2 tables")
                .hasMessageContaining("\"a.csv\" (CSV, r1); \"b.xlsx\" (XLSX, r2)");
        assertThat(source("bdi").resource("r1").sizeInBytes()).hasValue(8);
        assertThat(source("bdi").resource("a.csv").identity()).isEqualTo("hdx:r1");
        assertThatThrownBy(() -> source("bdi").resource("c.csv").version())
                .hasMessageContaining("no file called \"c.csv\"");
    }

    @Test
    void aDatasetWithoutTablesNamesWhatItHas() {
        catalogue.put("maps", catalogue.resource("r1", "/f/a.shp", "SHP", "2025-01-15T08:31:51", true));
        assertThatThrownBy(() -> source("maps").version())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("no table that Leat reads")
                .hasMessageContaining("\"a.shp\" (SHP, r1)");
    }

    @Test
    void filesElsewhereHaveTheVersionOfTheirServer() {
        catalogue.put("bdi", catalogue.resource("r1", "/f/a.csv", "CSV", "2025-03-03T00:00:00", false));
        assertThat(source("bdi").version()).contains("2025-01-15T08:31:51Z/1");
    }
}
