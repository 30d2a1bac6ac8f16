package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.core.infer.Evidence;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ValueFormat;
import io.github.leat.xlsx.SheetChoice;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A layout as JSON; docs/cli.md describes the keys, which are stable. */
final class LayoutJson {
    private LayoutJson() {}

    static void write(Layout layout, Optional<SheetChoice> sheet, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            json.writeStartObject();
            json.writeStringField("source", layout.text().name());
            json.writeStringField("encoding", layout.encoding().name());
            dialect(json, layout);
            json.writeNumberField("preambleLines", layout.preambleLines());
            json.writeNumberField("headerLines", layout.headerLines());
            json.writeFieldName("hxlLine");
            if (layout.hxlLine().isPresent()) {
                json.writeNumber(layout.hxlLine().getAsLong());
            } else {
                json.writeNull();
            }
            columns(json, layout);
            json.writeNumberField("recordsSampled", layout.recordsSampled());
            json.writeBooleanField("exhaustive", layout.exhaustive());
            steps(json, layout);
            sheet(json, sheet);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void sheet(JsonGenerator json, Optional<SheetChoice> sheet) throws IOException {
        if (sheet.isEmpty()) {
            json.writeNullField("sheet");
            return;
        }
        json.writeObjectFieldStart("sheet");
        json.writeStringField("name", sheet.get().name());
        json.writeNumberField("number", sheet.get().number());
        json.writeArrayFieldStart("names");
        for (String name : sheet.get().names()) {
            json.writeString(name);
        }
        json.writeEndArray();
        json.writeStringField("reason", sheet.get().reason());
        json.writeEndObject();
    }

    private static void dialect(JsonGenerator json, Layout layout) throws IOException {
        CsvFormat format = layout.format();
        String quote = format.quote().map(String::valueOf).orElse("");
        json.writeObjectFieldStart("dialect");
        json.writeStringField("delimiter", String.valueOf(format.delimiter()));
        json.writeStringField("quote", quote);
        json.writeStringField("escape", format.escape() == Escape.BACKSLASH ? "\\" : quote);
        json.writeStringField("lineSeparator", layout.lineSeparator().name());
        json.writeEndObject();
    }

    private static void columns(JsonGenerator json, Layout layout) throws IOException {
        json.writeArrayFieldStart("columns");
        for (int i = 0; i < layout.schema().size(); i++) {
            Column column = layout.schema().column(i);
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("sqlName", column.sqlName());
            json.writeStringField("hxl", column.hxl().orElse(null));
            json.writeStringField("type", column.type().toString());
            json.writeBooleanField("nullable", column.nullable());
            Evidence evidence = layout.columns().get(i);
            json.writeStringField("evidence", evidence.reason());
            json.writeStringField(
                    "format", column.format().map(ValueFormat::pattern).orElse(null));
            json.writeNumberField("confidence", rounded(evidence.confidence()));
            candidates(json, evidence);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void steps(JsonGenerator json, Layout layout) throws IOException {
        json.writeArrayFieldStart("steps");
        for (Evidence evidence : layout.steps()) {
            json.writeStartObject();
            json.writeStringField("step", evidence.step().name());
            json.writeStringField("decision", evidence.decision());
            json.writeNumberField("confidence", rounded(evidence.confidence()));
            json.writeStringField("evidence", evidence.reason());
            candidates(json, evidence);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void candidates(JsonGenerator json, Evidence evidence) throws IOException {
        json.writeArrayFieldStart("candidates");
        for (Evidence.Candidate candidate : evidence.candidates()) {
            json.writeStartObject();
            json.writeStringField("decision", candidate.decision());
            json.writeNumberField("score", rounded(candidate.score()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** To three digits, so that what is printed is the same everywhere. */
    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
