package io.github.leat.spark.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.spark.SparkLoadReport;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The report of a load as an object that whoever submitted it reads; docs/spark.md describes the keys, which are stable. */
final class ReportJson {
    private ReportJson() {}

    /** How it ended, by the words of {@code leat load}. */
    static String outcome(SparkLoadReport report) {
        boolean loaded = report.files().stream()
                .anyMatch(file -> file.how() == SparkLoadReport.How.WHOLE || file.how() == SparkLoadReport.How.PARTS);
        if (!loaded) {
            return "ALREADY_LOADED";
        }
        return report.counts().rejected() > 0 ? "COMPLETED_WITH_REJECTS" : "COMPLETED";
    }

    /** Writes it, in place of one that may be there. */
    static void write(SparkLoadReport report, String address, Configuration settings) throws IOException {
        Path path = new Path(address);
        try (OutputStream out = path.getFileSystem(settings).create(path, true);
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("outcome", outcome(report));
            counts(json, report.counts());
            json.writeArrayFieldStart("files");
            for (SparkLoadReport.FileReport file : report.files()) {
                json.writeStartObject();
                json.writeStringField("name", file.name());
                json.writeStringField("how", file.how().name());
                json.writeNumberField("parts", file.parts());
                counts(json, file.counts());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void counts(JsonGenerator json, RecordCounts counts) throws IOException {
        json.writeNumberField("read", counts.read());
        json.writeNumberField("written", counts.written());
        json.writeNumberField("deduplicated", counts.deduplicated());
        json.writeNumberField("rejected", counts.rejected());
        json.writeNumberField("skipped", counts.skipped());
    }
}
