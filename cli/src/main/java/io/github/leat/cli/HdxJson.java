package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.hdx.HdxDataset;
import io.github.leat.hdx.HdxPage;
import io.github.leat.hdx.HdxResource;
import io.github.leat.hdx.SyncOutcome;
import io.github.leat.hdx.SyncReport;
import io.github.leat.hdx.SyncedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/** Datasets, files and syncs as JSON; docs/hdx.md describes the keys, which are stable. */
final class HdxJson {
    private HdxJson() {}

    static void write(HdxPage page, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            json.writeStartObject();
            json.writeNumberField("total", page.total());
            json.writeArrayFieldStart("datasets");
            for (HdxDataset dataset : page.datasets()) {
                dataset(json, dataset);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    static void write(HdxDataset dataset, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            dataset(json, dataset);
            json.writeRaw('\n');
        }
    }

    static void write(SyncReport report, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            json.writeStartObject();
            json.writeStringField("to", report.landing());
            json.writeNumberField("fetched", report.count(SyncOutcome.FETCHED));
            json.writeNumberField(
                    "unchanged", report.count(SyncOutcome.UNCHANGED) + report.count(SyncOutcome.SAME_CONTENT));
            json.writeNumberField("leftOut", report.count(SyncOutcome.LEFT_OUT));
            json.writeNumberField("failed", report.count(SyncOutcome.FAILED));
            json.writeNumberField("bytes", report.bytes());
            json.writeArrayFieldStart("files");
            for (SyncedFile file : report.files()) {
                file(json, file);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void file(JsonGenerator json, SyncedFile file) throws IOException {
        json.writeStartObject();
        json.writeStringField("dataset", file.dataset());
        json.writeStringField("resource", file.resource());
        json.writeStringField("name", file.name());
        json.writeStringField("format", file.format());
        json.writeStringField("outcome", file.outcome().name());
        json.writeStringField(
                "verdict", file.verdict().map(verdict -> verdict.kind().name()).orElse(null));
        json.writeStringField("reason", file.reason());
        json.writeStringField("key", file.key().orElse(null));
        json.writeNumberField("bytes", file.bytes());
        json.writeEndObject();
    }

    private static void dataset(JsonGenerator json, HdxDataset dataset) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", dataset.id());
        json.writeStringField("name", dataset.name());
        json.writeStringField("title", dataset.title());
        json.writeStringField("organization", dataset.organization());
        texts(json, "countries", dataset.countries());
        texts(json, "tags", dataset.tags());
        json.writeStringField(
                "lastModified", dataset.lastModified().map(Instant::toString).orElse(null));
        json.writeArrayFieldStart("resources");
        for (HdxResource file : dataset.resources()) {
            resource(json, file);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void resource(JsonGenerator json, HdxResource file) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", file.id());
        json.writeStringField("name", file.name());
        json.writeStringField("format", file.format());
        json.writeStringField("url", file.url());
        json.writeFieldName("size");
        if (file.size().isPresent()) {
            json.writeNumber(file.size().getAsLong());
        } else {
            json.writeNull();
        }
        json.writeStringField("hash", file.hash().orElse(null));
        json.writeStringField(
                "lastModified", file.lastModified().map(Instant::toString).orElse(null));
        json.writeBooleanField("hosted", file.hosted());
        json.writeBooleanField("table", file.isTable());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String key, List<String> texts) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
