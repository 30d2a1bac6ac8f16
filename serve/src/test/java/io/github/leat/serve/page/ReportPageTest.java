package io.github.leat.serve.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report page of core in a headless Chromium: here, where the browser is. With {@code -Dleat.page.shots=DIR} the browser
 * leaves a picture of each page there, in light and dark, on a desktop and a telephone.
 */
class ReportPageTest {
    @TempDir
    Path directory;

    @TestFactory
    List<DynamicTest> reports() throws IOException, InterruptedException {
        Optional<String> missing = Browser.missing();
        missing.ifPresent(what -> System.out.println(what + " The test of the report page is skipped."));
        Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        String shots = System.getProperty("leat.page.shots", "-");
        if (!shots.equals("-")) {
            Files.createDirectories(Path.of(shots));
        }
        List<String> arguments = new ArrayList<>(List.of(shots));
        Stream<Path> pages = new ReportPages(directory).write().stream();
        pages.map(page -> page.toAbsolutePath().toString()).forEach(arguments::add);
        return Browser.run("report-check.mjs", arguments).stream()
                .map(check -> DynamicTest.dynamicTest(
                        check.name(),
                        () -> assertThat(check.isOk()).as(check.why()).isTrue()))
                .toList();
    }
}
