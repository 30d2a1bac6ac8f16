package io.github.leat.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateCsvTest {
    @TempDir
    private Path directory;

    @Test
    void optionsAreThoseOfTheLibrary() throws IOException {
        Path file = directory.resolve("out.csv");
        int status = GenerateCsv.run(
                ("--records 40 --seed 9 --line-end crlf --hxl --script ascii --dates iso --plant bad-type=2 --kind acled --out "
                                + file)
                        .split(" "));

        assertThat(status).isZero();
        assertThat(file)
                .hasBinaryContent(CsvGenerator.builder(CsvShape.ACLED)
                        .records(40)
                        .seed(9)
                        .lineEnd(LineEnd.CRLF)
                        .hxl(true)
                        .script(Script.ASCII)
                        .dates(DateStyle.ISO)
                        .plant(PlantedFault.BAD_TYPE, 2)
                        .build()
                        .toBytes());
    }

    @Test
    void sizesHaveUnits() throws IOException {
        Path file = directory.resolve("out.csv");

        assertThat(GenerateCsv.run("--kind", "numeric", "--bytes", "64KiB", "--out", file.toString()))
                .isZero();
        assertThat(Files.size(file)).isBetween(65_536L, 66_000L);
        assertThat(GenerateCsv.run("--kind", "numeric", "--bytes", "0.1MB", "--out", file.toString()))
                .isEqualTo(2);
        assertThat(GenerateCsv.run("--kind", "numeric", "--bytes", "9999999999999GB", "--out", file.toString()))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--records 5",
                "--kind acled",
                "--kind xml --records 5",
                "--kind food --records",
                "--kind food --records five",
                "--kind food --records 5 --plant bad-type",
                "--kind food --records 5 --plant rust=1",
                "--kind food --records 5 --colour red"
            })
    void wrongOptionsAreAUsageError(String arguments) {
        assertThat(GenerateCsv.run(arguments.split(" "))).isEqualTo(2);
    }

    @Test
    void targetThatCannotBeWrittenHasItsOwnStatus() {
        assertThat(GenerateCsv.run("--kind", "food", "--records", "5", "--out", directory.toString()))
                .isEqualTo(4);
    }
}
