package io.github.leat.benchmarks.csv;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.FieldDigest;
import io.github.leat.benchmarks.Touch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Apache Commons CSV: an iterator of records. */
final class CommonsCsvFields implements FieldReader {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180;

    @Override
    public long touch(CsvInput input) throws IOException {
        long sum = 0;
        try (CSVParser parser = CSVParser.parse(input.stream(), StandardCharsets.UTF_8, FORMAT)) {
            for (CSVRecord record : parser) {
                for (int c = 0; c < record.size(); c++) {
                    sum += Texts.touch(record.get(c));
                }
            }
        }
        return sum;
    }

    @Override
    public void show(CsvInput input, FieldDigest digest) throws IOException {
        try (CSVParser parser = CSVParser.parse(input.stream(), StandardCharsets.UTF_8, FORMAT)) {
            for (CSVRecord record : parser) {
                for (int c = 0; c < record.size() && record.getRecordNumber() > 1; c++) {
                    digest.add(c, record.get(c));
                }
            }
        }
    }

    @Override
    public Touch touches() {
        return Touch.CHARS;
    }

    @Override
    public boolean touchesHeader() {
        return true;
    }
}
