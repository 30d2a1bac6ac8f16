package io.github.leat.benchmarks.rejects;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.rejects.RejectSide.Outcome;
import io.github.leat.core.schema.ColumnType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;

/** See {@link RejectSide#FASTCSV_JDK}. */
final class FastCsvRejects implements RejectSide.Reading {
    private double sum;

    @Override
    public Outcome read(CsvInput input, List<ColumnType> types, Path rejects) throws IOException {
        long kept = 0;
        long rejected = 0;
        try (CsvReader<CsvRecord> reader =
                        CsvReader.builder().skipEmptyLines(false).ofCsvRecord(input.stream(), StandardCharsets.UTF_8);
                BufferedWriter out = Files.newBufferedWriter(rejects)) {
            Iterator<CsvRecord> records = reader.iterator();
            records.next();
            while (records.hasNext()) {
                CsvRecord record = records.next();
                try {
                    decode(record, types);
                    kept++;
                } catch (NumberFormatException | DateTimeException e) {
                    for (String field : record.getFields()) {
                        out.append(field).append(',');
                    }
                    out.append(e.getMessage()).append('\n');
                    rejected++;
                }
            }
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("The values have no sum.");
        }
        return new Outcome(kept, rejected);
    }

    /** Sums up, so that no value is parsed for nothing. */
    private void decode(CsvRecord record, List<ColumnType> types) {
        for (int c = 0; c < types.size(); c++) {
            String field = record.getField(c);
            sum += switch (types.get(c).kind()) {
                case LONG -> Long.parseLong(field);
                case DOUBLE -> Double.parseDouble(field);
                case DATE -> LocalDate.parse(field).toEpochDay();
                default -> field.length();
            };
        }
    }
}
