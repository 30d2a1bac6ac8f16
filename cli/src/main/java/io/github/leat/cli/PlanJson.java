package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.load.LoadPlan;
import io.github.leat.core.sink.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** What {@code --dry-run --json} prints; docs/cli.md describes the keys, which are stable. */
final class PlanJson {
    private final List<Planned> plans = new ArrayList<>();

    private record Planned(LoadJob.Item item, ByteSource source, Sink sink, LoadPlan plan, LeastPrivileges rights) {}

    void add(LoadJob.Item item, ByteSource source, Sink sink, LoadPlan plan, LeastPrivileges rights) {
        plans.add(new Planned(item, source, sink, plan, rights));
    }

    /** Writes one object, or an array of objects. */
    void write(OutputStream out, String mode, boolean array) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            if (array) {
                json.writeStartArray();
            }
            for (Planned planned : plans) {
                write(json, mode, planned);
            }
            if (array) {
                json.writeEndArray();
            }
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, String mode, Planned planned) throws IOException {
        json.writeStartObject();
        json.writeStringField("outcome", "DRY_RUN");
        json.writeStringField("source", planned.source().name());
        json.writeStringField("version", planned.source().version().orElse(null));
        json.writeStringField("target", planned.sink().name());
        json.writeStringField("verdict", planned.plan().verdict().name());
        json.writeStringField("mode", mode);
        json.writeStringField("rejects", planned.item().rejects());
        json.writeBooleanField("undoable", planned.sink().isUndoable());
        json.writeArrayFieldStart("statements");
        for (String statement : planned.plan().sinkPlan().statements()) {
            json.writeString(statement);
        }
        json.writeEndArray();
        planned.rights().write(json);
        json.writeEndObject();
    }
}
