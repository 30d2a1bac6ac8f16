package io.github.leat.spark;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.sink.SchemaPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The single-machine load of a file: what Spark's rows are compared with. Rows are texts, sorted: sets that count. */
final class OneMachine {
    private static final CsvFormat LETTERS =
            CsvFormat.builder().maxFieldBytes(1 << 29).maxRecordBytes(1 << 29).build();

    private OneMachine() {}

    /** What came of it. */
    record Result(LoadReport report, List<String> rows, List<String> rejects) {}

    static Result load(Path file, Inference inference, Path directory) throws IOException {
        Path rejects = Files.createTempDirectory(directory, "one").resolve("rejects.csv");
        CollectingSink sink = new CollectingSink();
        LoadReport report = Load.from(FileSource.of(file))
                .infer(inference)
                .schemaPolicy(SchemaPolicy.FREEZE)
                .into(sink)
                .deadLetters(DeadLetters.toFile(rejects))
                .run();
        List<String> rows = new ArrayList<>(sink.rows());
        rows.sort(null);
        return new Result(report, rows, Files.exists(rejects) ? letters(rejects) : List.of());
    }

    /** Rows of Spark in the same form. */
    static List<String> rows(Dataset<Row> data) {
        List<String> rows = new ArrayList<>();
        for (Row row : data.collectAsList()) {
            List<String> values = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) {
                values.add(String.valueOf(row.get(c)));
            }
            rows.add(values.toString());
        }
        rows.sort(null);
        return rows;
    }

    static List<String> letters(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CsvReader reader = CsvReader.builder().format(LETTERS).build(FileSource.of(file))) {
            RecordBatch batch;
            while ((batch = reader.read()) != null) {
                RecordCursor cursor = batch.cursor();
                while (cursor.next()) {
                    List<String> row = new ArrayList<>();
                    for (int c = 0; c < reader.schema().size(); c++) {
                        // in the file an empty fact and none are the same
                        boolean fact = c >= reader.schema().size() - DeadLetters.COLUMNS.size();
                        row.add(cursor.isNull(c) ? (fact ? "" : "null") : cursor.getString(c));
                    }
                    rows.add(row.toString());
                }
            }
        }
        rows.sort(null);
        return rows;
    }
}
