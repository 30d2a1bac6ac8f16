package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.UnifiedSchema;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.schema.Column;
import io.github.leat.core.sink.Checkpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The file of {@code --report}: opened before the load, so that a path that cannot be written is known early. */
final class ReportFile implements AutoCloseable {
    private final OutputStream out;

    private ReportFile(OutputStream out) {
        this.out = out;
    }

    /** @throws UsageException if the file cannot be written */
    static ReportFile open(Path path) {
        try {
            return new ReportFile(Files.newOutputStream(path));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** A file that cannot be written, known before the load. */
    static UsageException unwritable(Path path, IOException e) {
        return new UsageException(
                "--report: " + path + " cannot be written (" + Json.reason(e)
                        + "). Name a file in a directory that exists and can be written.",
                e);
    }

    /** Writes one object, or an array of objects. */
    void write(List<LoadReport> reports, boolean array) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            if (array) {
                json.writeStartArray();
            }
            for (LoadReport report : reports) {
                write(json, report);
            }
            if (array) {
                json.writeEndArray();
            }
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, LoadReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("loadId", report.loadId().isEmpty() ? null : report.loadId());
        json.writeStringField("outcome", report.outcome().name());
        json.writeStringField("source", report.source());
        json.writeStringField("version", report.version().orElse(null));
        json.writeStringField("target", report.target());
        json.writeNumberField("recordsRead", report.counts().read());
        json.writeNumberField("recordsWritten", report.counts().written());
        json.writeNumberField("recordsRejected", report.counts().rejected());
        json.writeNumberField("recordsDeduplicated", report.counts().deduplicated());
        json.writeNumberField("recordsSkipped", report.counts().skipped());
        json.writeNumberField("bytesRead", report.bytesRead());
        json.writeNumberField("cost", report.cost());
        json.writeStringField("costUnit", report.costUnit().name());
        json.writeNumberField("elapsedMillis", report.elapsed().toMillis());
        json.writeNumberField("throttledMillis", report.throttled().toMillis());
        json.writeNumberField("throttledRequests", report.throttledRequests());
        checkpoint(json, report.checkpoint());
        schema(json, report.schema().columns());
        rejects(json, report);
        json.writeNumberField("valuesNulled", report.valuesNulled());
        files(json, report);
        json.writeEndObject();
    }

    private static void files(JsonGenerator json, LoadReport report) throws IOException {
        json.writeArrayFieldStart("files");
        for (UnifiedSchema.Member member : report.files()) {
            json.writeStartObject();
            json.writeStringField("source", member.source());
            json.writeArrayFieldStart("differences");
            for (UnifiedSchema.Difference difference : member.differences()) {
                json.writeStartObject();
                json.writeStringField("column", difference.column());
                json.writeStringField("kind", difference.kind().name());
                json.writeStringField("here", difference.here().orElse(null));
                json.writeStringField("unified", difference.unified());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void checkpoint(JsonGenerator json, Optional<Checkpoint> checkpoint) throws IOException {
        json.writeFieldName("checkpoint");
        if (checkpoint.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("byte", checkpoint.get().position().byteOffset());
        json.writeNumberField("line", checkpoint.get().position().line());
        json.writeNumberField("record", checkpoint.get().position().record());
        json.writeEndObject();
    }

    private static void schema(JsonGenerator json, List<Column> columns) throws IOException {
        json.writeArrayFieldStart("schema");
        for (Column column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("sqlName", column.sqlName());
            json.writeStringField("type", column.type().toString());
            json.writeBooleanField("nullable", column.nullable());
            json.writeStringField("hxl", column.hxl().orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void rejects(JsonGenerator json, LoadReport report) throws IOException {
        json.writeObjectFieldStart("rejects");
        json.writeStringField("file", report.deadLetters().orElse(null));
        json.writeObjectFieldStart("byCode");
        for (Map.Entry<RejectCode, Long> entry : LoadSummary.byCount(report.rejects())) {
            json.writeNumberField(entry.getKey().name(), entry.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("samples");
        for (String sample : report.samples()) {
            json.writeString(sample);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
