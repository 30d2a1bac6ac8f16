package io.github.leat.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.sink.CsvSink;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/report.md. */
class PageExamplesTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void aLoadIsWatched() throws Exception {
        Path source = Files.writeString(directory.resolve("prices.csv"), "town,price\nGitega,1.50\n");
        Path report = directory.resolve("report.html");
        Load load = Load.from(FileSource.of(source)).into(CsvSink.to(directory.resolve("out.csv")));
        // docs: watch
        try (ReportPage page = ReportPage.open(report)) {
            page.watch(load);
            load.run();
        }
        // docs: end
        assertThat(Files.readString(report)).contains("prices.csv");
    }
}
