package io.github.leat.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the page about Java. */
class ReadingValuesTest {
    // docs: values
    /** Adds up the second column of a file of two. */
    static final class Sum implements ValueVisitor {
        private double sum;

        @Override
        public void nullValue(int column) {}

        @Override
        public void doubleValue(int column, double value) {
            sum += value;
        }

        @Override
        public void textValue(int column, byte[] array, int offset, int length) {}

        static double of(Path file) throws IOException {
            Schema schema =
                    Schema.of(List.of(Column.of("market", ColumnType.TEXT), Column.of("price", ColumnType.DOUBLE)));
            Sum sum = new Sum();
            try (CsvReader reader = CsvReader.builder().build(FileSource.of(file))) {
                for (RecordBatch batch = reader.read(); batch != null; batch = reader.read(batch)) {
                    batch.project(schema, new int[] {0, 1}).visitValues(sum);
                }
            }
            return sum.sum;
        }
    }
    // docs: end

    @Test
    void sumsUp(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("prices.csv");
        Files.writeString(file, "market,price\nCorolo,1.25\n\"Umara, north\",\nZanivik,\"2\"\n");

        assertThat(Sum.of(file)).isEqualTo(3.25);
    }
}
