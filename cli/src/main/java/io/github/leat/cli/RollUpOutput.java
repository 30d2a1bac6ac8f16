package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.rds.rollup.RollUpReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** What a refresh did, for people and for programs; docs/roll-ups.md describes the keys, which are stable. */
final class RollUpOutput {
    private RollUpOutput() {}

    static void print(RollUpReport report, PrintStream err) {
        String way = report.changes().name().toLowerCase(Locale.ROOT);
        err.println(report.name() + ": " + count(report.groups(), "group") + " · added " + report.groupsAdded()
                + " · changed " + report.groupsChanged() + " · removed " + report.groupsRemoved());
        err.println("  " + (report.full() ? "all groups" : "only changed groups") + " computed from "
                + count(report.rowsRead(), "row") + " of " + report.table() + " in "
                + String.format(Locale.ROOT, "%.1f s", report.elapsed().toMillis() / 1000.0) + " · changes by " + way
                + (report.reason().isEmpty() ? "" : " (" + report.reason() + ")"));
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static void json(RollUpReport report, String target, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            json.writeStartObject();
            json.writeStringField("rollUp", report.name());
            json.writeStringField("table", report.table());
            json.writeStringField("target", target);
            json.writeStringField("changes", report.changes().name().toLowerCase(Locale.ROOT));
            json.writeStringField("reason", report.reason());
            json.writeBooleanField("full", report.full());
            json.writeNumberField("groups", report.groups());
            json.writeNumberField("groupsAdded", report.groupsAdded());
            json.writeNumberField("groupsChanged", report.groupsChanged());
            json.writeNumberField("groupsRemoved", report.groupsRemoved());
            json.writeNumberField("rowsRead", report.rowsRead());
            json.writeNumberField("elapsedMillis", report.elapsed().toMillis());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : Json.reason(e);
    }
}
