package io.github.leat.hdx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.Sink;
import io.github.leat.testkit.HttpFaultServer;
import io.github.leat.testkit.HttpFaultServer.Served;
import io.github.leat.testkit.ManualTicker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/hdx.md, run against a catalogue of the tests. */
class PageExamplesTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void aDatasetIsLoaded() throws Exception {
        try (HttpFaultServer server = HttpFaultServer.start()) {
            server.serve("/f/a.csv", Served.csv("a,b\n1,2\n"));
            CatalogueServer catalogue = new CatalogueServer(server);
            catalogue.put(
                    "acled-data-for-burundi", catalogue.resource("r1", "/f/a.csv", "CSV", "2025-01-15T08:31:51", true));
            Path file = directory.resolve("a.csv");
            LoadReport report = load(catalogue.client(new ManualTicker()), CsvSink.to(file));
            assertThat(report.source()).isEqualTo("hdx:acled-data-for-burundi");
            assertThat(Files.readString(file)).isEqualTo("a,b\n1,2\n");
        }
    }

    private static LoadReport load(HdxClient client, Sink sink) {
        // docs: load
        LoadReport report = Load.from(HdxSource.dataset("acled-data-for-burundi", client))
                .into(sink)
                .run();
        // docs: end
        return report;
    }
}
