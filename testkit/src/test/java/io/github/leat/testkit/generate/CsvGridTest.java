package io.github.leat.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvGridTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 31, 3_000})
    void recordsHaveTheColumnsAskedFor(int columns) throws IOException {
        CsvGrid grid = new CsvGrid(columns, 0.5, 0, 7);
        CsvGrid.Block block = grid.records(50_000);
        long records = 0;
        try (CsvReader reader = reader(grid, block)) {
            assertThat(reader.schema().size()).isEqualTo(columns);
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read(batch)) {
                assertThat(batch.faults()).isEmpty();
                records += batch.size();
            }
        }
        assertThat(records).isEqualTo(block.records());
        assertThat(block.bytes().length).isGreaterThanOrEqualTo(50_000);
    }

    @Test
    void faultsAreInTheFirstFieldAndCounted() throws IOException {
        CsvGrid grid = new CsvGrid(5, 0.25, 0.1, 7);
        CsvGrid.Block block = grid.records(200_000);
        long faulty = 0;
        try (CsvReader reader = reader(grid, block)) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read(batch)) {
                RecordCursor cursor = batch.cursor();
                while (cursor.next()) {
                    faulty += cursor.getString(0).matches("\\d+") ? 0 : 1;
                }
            }
        }
        assertThat(faulty).isEqualTo(block.faulty());
        assertThat((double) faulty / block.records()).isBetween(0.08, 0.12);
    }

    @Test
    void shareOfQuotedFieldsIsAsAskedFor() {
        assertThat(new String(new CsvGrid(8, 0, 0, 7).records(20_000).bytes(), StandardCharsets.UTF_8))
                .doesNotContain("\"");
        String all = new String(new CsvGrid(8, 1, 0, 7).records(20_000).bytes(), StandardCharsets.UTF_8);
        assertThat(all.lines()).allMatch(line -> line.startsWith("\"") && line.endsWith("\""));
        assertThat(all).contains("\"\"").contains(", ");
    }

    @Test
    void sameSettingsGiveTheSameBytes() {
        assertThat(new CsvGrid(8, 0.5, 0.5, 7).records(9_000).bytes())
                .isEqualTo(new CsvGrid(8, 0.5, 0.5, 7).records(9_000).bytes())
                .isNotEqualTo(new CsvGrid(8, 0.5, 0.5, 8).records(9_000).bytes());
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new CsvGrid(0, 0, 0, 7)).hasMessageContaining("columns must be above 0");
        assertThatThrownBy(() -> new CsvGrid(3, 1.1, 0, 7)).hasMessageContaining("quotedShare must be from 0 to 1");
        assertThatThrownBy(() -> new CsvGrid(3, 0, Double.NaN, 7)).hasMessageContaining("faultyShare");
    }

    private static CsvReader reader(CsvGrid grid, CsvGrid.Block block) throws IOException {
        byte[] header = grid.header();
        byte[] all = new byte[header.length + block.bytes().length];
        System.arraycopy(header, 0, all, 0, header.length);
        System.arraycopy(block.bytes(), 0, all, header.length, block.bytes().length);
        return CsvReader.builder().build("grid", new ByteArrayInputStream(all));
    }
}
