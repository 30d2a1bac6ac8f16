package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.schema.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Types of real files whose types are known; what is expected of each column is data: {@code shared-types.txt}. */
class SharedTypesTest {
    /** A thousand columns of text, and a file without a byte. */
    private static final Set<String> WITHOUT_TYPES = Set.of(
            "typed/frictionless-datasets/files/csv/1030_columns.csv",
            "typed/frictionless-datasets/packages/invalid-empty-data/comma.csv");

    @TestFactory
    List<DynamicTest> typesAreTheKnownOnes() throws IOException {
        Path root = SharedFiles.root();
        List<DynamicTest> tests = new ArrayList<>();
        for (Cases example : Cases.blocks("shared-types.txt")) {
            tests.add(DynamicTest.dynamicTest(example.name(), () -> {
                Layout layout = Inference.defaults().infer(FileSource.of(root.resolve(example.name())));
                String found = layout.schema().columns().stream()
                        .map(column -> column.name() + " " + type(column))
                        .collect(Collectors.joining("\n"));
                assertThat(found).isEqualTo((example.expected() + "\n" + example.text()).strip());
            }));
        }
        return tests;
    }

    /** So that no file under {@code typed/} is left out by oversight. */
    @Test
    void everyTypedFileHasAnExpectation() throws IOException {
        Path root = SharedFiles.root();
        Set<String> expected =
                Cases.blocks("shared-types.txt").stream().map(Cases::name).collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(root.resolve("typed"))) {
            List<String> missing = files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".csv") || name.endsWith(".tsv"))
                    .filter(name -> !expected.contains(name) && !WITHOUT_TYPES.contains(name))
                    .toList();
            assertThat(missing).isEmpty();
        }
    }

    private static String type(Column column) {
        return column.type() + column.format().map(f -> " " + f.pattern()).orElse("");
    }
}
