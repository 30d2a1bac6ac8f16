package io.github.leat.spark;

import io.github.leat.core.csv.CsvReader;
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
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The single-machine load of a file: what Spark's rows are compared with. */
final class OneMachine {
    private static final CsvFormat LETTERS =
            CsvFormat.builder().maxFieldBytes(1 << 29).maxRecordBytes(1 << 29).build();

    private OneMachine() {}

    /** What came of it. */
    record Result(LoadReport report, RowSet rows, RowSet rejects) {}

    /** Loads a file, types as found and fixed, with lineage. */
    static Result load(Path file, Path directory, boolean keeping) throws IOException {
        return load(file, directory, keeping, Load::lineage);
    }

    /** Loads a file, types as found and fixed, with what else is wanted. */
    static Result load(Path file, Path directory, boolean keeping, UnaryOperator<Load> more) throws IOException {
        Path rejects = Files.createTempDirectory(directory, "one").resolve("rejects.csv");
        RowSink sink = RowSink.fresh(keeping);
        LoadReport report = more.apply(Load.from(FileSource.of(file)))
                .schemaPolicy(SchemaPolicy.FREEZE)
                .into(sink)
                .deadLetters(DeadLetters.toFile(rejects))
                .run();
        RowSet letters = new RowSet(keeping);
        if (Files.exists(rejects)) {
            addLetters(rejects, letters);
        }
        return new Result(report, sink.take(), letters);
    }

    /** The dead letters of a file. */
    static void addLetters(Path file, RowSet letters) throws IOException {
        RowBytes form = new RowBytes();
        try (CsvReader reader = CsvReader.builder().format(LETTERS).build(FileSource.of(file))) {
            RecordBatch batch;
            while ((batch = reader.read()) != null) {
                RecordCursor cursor = batch.cursor();
                while (cursor.next()) {
                    letters.add(form.letter(cursor, reader.schema().size(), DeadLetters.COLUMNS.size()));
                }
            }
        }
    }

    /** Rows of Spark as texts, in order. */
    static List<String> texts(Dataset<Row> data) {
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
}
