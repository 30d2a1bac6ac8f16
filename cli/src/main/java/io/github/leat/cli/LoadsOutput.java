package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.KnownLoad;
import io.github.leat.core.sink.LedgerListing;
import io.github.leat.core.sink.RecordCounts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Loads of a ledger, for people in 80 columns and for programs; docs/cli.md describes the keys, which are stable. */
final class LoadsOutput {
    private static final int WIDTH = 80;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Surroundings surroundings;
    private final String target;

    LoadsOutput(Surroundings surroundings, String target) {
        this.surroundings = surroundings;
        this.target = target;
    }

    void print(List<KnownLoad> loads) {
        PrintStream out = new PrintStream(surroundings.out(), false, StandardCharsets.UTF_8);
        for (KnownLoad load : loads) {
            String time = load.updatedAt().map(TIME::format).orElse("");
            out.println((surroundings.outStyle().bold(load.entry().loadId()) + "  " + time).stripTrailing());
            out.println(line("  into ", load.table(), ", " + mode(load) + ", " + state(load)));
            out.println(line("  from ", load.source(), ""));
            load.entry().version().ifPresent(version -> out.println(line("  version ", version, "")));
            out.println("  " + counts(load.entry().checkpoint().counts()));
        }
        out.flush();
    }

    /** A text between two others; where it is too long for the line its end, which tells files apart. */
    private static String line(String before, String text, String after) {
        int room = Math.max(1, WIDTH - before.length() - after.length());
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        boolean fits = plain.codePointCount(0, plain.length()) <= room;
        if (fits) {
            return before + plain + after;
        }
        int from = plain.offsetByCodePoints(plain.length(), 1 - room);
        return before + "…" + plain.substring(from) + after;
    }

    private static String mode(KnownLoad load) {
        return load.mode().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String state(KnownLoad load) {
        if (load.entry().completed()) {
            return "completed";
        }
        long line = load.entry().checkpoint().position().line();
        return load.entry().version().isPresent() ? "unfinished at line " + Figures.count(line) : "unfinished";
    }

    private static String counts(RecordCounts counts) {
        String all = "read " + Figures.count(counts.read()) + " · written " + Figures.count(counts.written())
                + " · rejected " + Figures.count(counts.rejected());
        String rare = (counts.deduplicated() > 0 ? " · deduplicated " + Figures.count(counts.deduplicated()) : "")
                + (counts.skipped() > 0 ? " · skipped " + Figures.count(counts.skipped()) : "");
        return all.length() + rare.length() + 2 <= WIDTH ? all + rare : all + "\n   " + rare.substring(2);
    }

    void json(LedgerListing listing, List<KnownLoad> loads) throws IOException {
        try (JsonGenerator json = Json.pretty(surroundings.out())) {
            json.writeStartObject();
            json.writeStringField("outcome", "LISTED");
            json.writeStringField("target", target);
            json.writeStringField("ledger", listing.exists() ? listing.ledger() : null);
            json.writeArrayFieldStart("loads");
            for (KnownLoad load : loads) {
                write(json, load);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, KnownLoad load) throws IOException {
        Checkpoint checkpoint = load.entry().checkpoint();
        RecordCounts counts = checkpoint.counts();
        json.writeStartObject();
        json.writeStringField("loadId", load.entry().loadId());
        json.writeStringField("table", load.table());
        json.writeStringField("source", load.source());
        json.writeStringField("version", load.entry().version().orElse(null));
        json.writeStringField("mode", load.mode());
        json.writeBooleanField("completed", load.entry().completed());
        json.writeNumberField("recordsRead", counts.read());
        json.writeNumberField("recordsWritten", counts.written());
        json.writeNumberField("recordsRejected", counts.rejected());
        json.writeNumberField("recordsDeduplicated", counts.deduplicated());
        json.writeNumberField("recordsSkipped", counts.skipped());
        json.writeObjectFieldStart("checkpoint");
        json.writeNumberField("byte", checkpoint.position().byteOffset());
        json.writeNumberField("line", checkpoint.position().line());
        json.writeNumberField("record", checkpoint.position().record());
        json.writeEndObject();
        time(json, "startedAt", load.startedAt());
        time(json, "updatedAt", load.updatedAt());
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String key, Optional<Instant> time) throws IOException {
        json.writeStringField(key, time.map(Instant::toString).orElse(null));
    }

    /** How many they are, and of where; for people. */
    void printSum(LedgerListing listing, int count) {
        int hidden = listing.loads().size() - count;
        surroundings
                .err()
                .println(
                        listing.exists()
                                ? Figures.count(count, "load") + " in the ledger " + listing.ledger() + " of " + target
                                        + (hidden > 0 ? "; " + Figures.count(hidden) + " left out" : "")
                                : "There is no ledger " + listing.ledger() + " in " + target
                                        + ": nothing was loaded there, or the user does not see it");
    }
}
