package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.emr.Billed;
import io.github.leat.emr.EmrJob;
import io.github.leat.emr.EmrPlan;
import io.github.leat.emr.JobReport;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/** What the commands about jobs print as JSON; docs/cli.md describes the keys, which are stable. */
final class EmrJson {
    private EmrJson() {}

    static void plan(OutputStream out, EmrPlan plan) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            json.writeStartObject();
            json.writeStringField("outcome", "DRY_RUN");
            ServiceCalls.write(plan.calls(), json);
            json.writeObjectFieldStart("costs");
            json.writeNumberField("workers", plan.costs().workers());
            json.writeNumberField("vcpuHoursAnHour", plan.costs().vcpus());
            json.writeNumberField("memoryGigabyteHoursAnHour", plan.costs().gigabytes());
            json.writeArrayFieldStart("notes");
            for (String note : plan.costs().notes()) {
                json.writeString(note);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    static void job(OutputStream out, EmrJob job, Optional<JobReport> report) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            json.writeStartObject();
            json.writeStringField(
                    "outcome", report.map(JobReport::outcome).orElse(job.state().name()));
            json.writeStringField("id", job.id());
            json.writeStringField("place", job.place().id());
            json.writeStringField("name", job.name());
            json.writeStringField("state", job.state().name());
            json.writeStringField("status", job.status());
            json.writeStringField("details", job.details().orElse(null));
            json.writeStringField(
                    "started", job.started().map(Instant::toString).orElse(null));
            json.writeStringField("ended", job.ended().map(Instant::toString).orElse(null));
            json.writeFieldName("billed");
            if (job.billed().isPresent()) {
                billed(json, job.billed().get());
            } else {
                json.writeNull();
            }
            json.writeStringField("reportAddress", job.report().orElse(null));
            json.writeFieldName("report");
            if (report.isPresent()) {
                report(json, report.get());
            } else {
                json.writeNull();
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void billed(JsonGenerator json, Billed billed) throws IOException {
        json.writeStartObject();
        json.writeNumberField("vcpuHours", billed.vcpuHours());
        json.writeNumberField("memoryGigabyteHours", billed.memoryGigabyteHours());
        json.writeNumberField("storageGigabyteHours", billed.storageGigabyteHours());
        json.writeEndObject();
    }

    private static void report(JsonGenerator json, JobReport report) throws IOException {
        json.writeStartObject();
        json.writeNumberField("read", report.read());
        json.writeNumberField("written", report.written());
        json.writeNumberField("deduplicated", report.deduplicated());
        json.writeNumberField("rejected", report.rejected());
        json.writeNumberField("skipped", report.skipped());
        json.writeEndObject();
    }
}
