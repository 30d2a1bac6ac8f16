package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.schema.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Types of real files whose types are known; what is expected of each column is data: {@code shared-types.txt}. */
class SharedTypesTest {
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

    private static String type(Column column) {
        return column.type() + column.format().map(f -> " " + f.pattern()).orElse("");
    }
}
