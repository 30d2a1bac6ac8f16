package io.github.leat.serve.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.rds.RdsDatabase;
import io.github.leat.serve.ApiServer;
import io.github.leat.serve.ServeLimits;
import io.github.leat.serve.ServeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The page in a headless Chromium that reaches nothing but this machine. What is checked stands in the files of {@code browser}. */
class PageTest {
    private static final String TOKEN = "0123456789abcdef-of-the-page";

    @TempDir
    Path directory;

    @TestFactory
    List<DynamicTest> page() throws IOException, InterruptedException {
        Optional<String> missing = Browser.missing();
        missing.ifPresent(what -> System.out.println(what + " The test of the page is skipped."));
        Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        Path file = directory.resolve("page.duckdb");
        String tables = new PageTables(file).load(directory);
        RdsDatabase database = RdsDatabase.duckdb(file, Map.of());
        try (ApiServer open = ApiServer.start(options(database, Optional.empty()));
                ApiServer guarded = ApiServer.start(options(database, Optional.of(TOKEN)))) {
            return Browser.run(
                            "check.mjs",
                            List.of(open.uri().toString(), guarded.uri().toString(), TOKEN, tables))
                    .stream()
                    .map(check -> DynamicTest.dynamicTest(
                            check.name(),
                            () -> assertThat(check.isOk()).as(check.why()).isTrue()))
                    .toList();
        }
    }

    private static ServeOptions options(RdsDatabase database, Optional<String> token) {
        return new ServeOptions(
                database, ServeOptions.DEFAULT_HOST, 0, token, Optional.empty(), false, ServeLimits.DEFAULT);
    }
}
