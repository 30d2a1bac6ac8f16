package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.redshift.backup.RegionCopy;
import io.github.leat.redshift.backup.Restored;
import io.github.leat.redshift.backup.Retention;
import io.github.leat.redshift.backup.Schedule;
import io.github.leat.redshift.backup.Snapshot;
import io.github.leat.redshift.backup.TableRestore;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What the commands about backups print as JSON; docs/cli.md describes the keys, which are stable. */
final class RedshiftJson {
    private RedshiftJson() {}

    /** What one result is. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static void object(OutputStream out, String outcome, Body body) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            json.writeStartObject();
            json.writeStringField("outcome", outcome);
            body.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    static void snapshot(JsonGenerator json, Snapshot snapshot, Instant now) throws IOException {
        json.writeStringField("name", snapshot.name());
        json.writeStringField("warehouse", snapshot.warehouse());
        json.writeStringField("type", snapshot.type());
        json.writeStringField("status", snapshot.status());
        json.writeStringField(
                "created", snapshot.created().map(Instant::toString).orElse(null));
        number(
                json,
                "ageSeconds",
                snapshot.created().map(at -> Duration.between(at, now).toSeconds()));
        json.writeBooleanField("encrypted", snapshot.encrypted());
        number(json, "totalMegabytes", snapshot.totalMegabytes());
        number(json, "incrementalMegabytes", snapshot.incrementalMegabytes());
        number(json, "doneMegabytes", snapshot.doneMegabytes());
        number(json, "megabytesPerSecond", snapshot.megabytesPerSecond());
        number(json, "remainingSeconds", snapshot.remaining().map(Duration::toSeconds));
        number(json, "retentionDays", snapshot.retention().map(Retention::days));
        number(json, "remainingDays", snapshot.remainingDays());
        json.writeStringField("arn", snapshot.arn().orElse(null));
        json.writeObjectFieldStart("tags");
        for (Map.Entry<String, String> tag : snapshot.tags().entrySet()) {
            json.writeStringField(tag.getKey(), tag.getValue());
        }
        json.writeEndObject();
    }

    static void schedule(JsonGenerator json, Schedule schedule) throws IOException {
        json.writeStringField("name", schedule.name());
        texts(json, "when", schedule.when());
        texts(json, "attached", schedule.attached());
        json.writeStringField("state", schedule.state());
        texts(json, "next", schedule.next().stream().map(Instant::toString).toList());
        number(json, "retentionDays", schedule.retention().map(Retention::days));
    }

    static void copy(JsonGenerator json, RegionCopy copy) throws IOException {
        json.writeStringField("region", copy.region());
        number(json, "retentionDays", copy.retention().map(Retention::days));
        number(json, "automatedRetentionDays", copy.automatedDays());
        json.writeStringField("key", copy.key().orElse(null));
    }

    static void restored(JsonGenerator json, Restored restored) throws IOException {
        json.writeStringField("name", restored.name());
        json.writeStringField("status", restored.status());
        json.writeStringField("host", restored.host().orElse(null));
        number(json, "port", restored.port());
    }

    static void table(JsonGenerator json, TableRestore restore) throws IOException {
        json.writeStringField("request", restore.request());
        json.writeStringField("table", restore.table());
        json.writeStringField("status", restore.status());
        json.writeStringField("message", restore.message().orElse(null));
        number(json, "doneMegabytes", restore.doneMegabytes());
        number(json, "totalMegabytes", restore.totalMegabytes());
    }

    private static void texts(JsonGenerator json, String key, List<String> texts) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String key, OptionalDouble value) throws IOException {
        json.writeFieldName(key);
        if (value.isPresent()) {
            json.writeNumber(value.getAsDouble());
        } else {
            json.writeNull();
        }
    }

    private static void number(JsonGenerator json, String key, OptionalInt value) throws IOException {
        number(json, key, value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty());
    }

    private static void number(JsonGenerator json, String key, Optional<? extends Number> value) throws IOException {
        json.writeFieldName(key);
        if (value.isPresent()) {
            json.writeNumber(value.get().longValue());
        } else {
            json.writeNull();
        }
    }
}
