package io.github.leat.benchmarks.soak;

import io.github.leat.benchmarks.report.Machine;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A run as a page of Markdown. */
final class SoakReport {
    private final StringBuilder page = new StringBuilder();

    private SoakReport() {}

    /**
     * The page.
     *
     * @param used the part of one processor
     * @param wrong failures and growth; empty for a good run
     */
    static String of(
            long seed,
            double minutes,
            double used,
            List<SinkKind> sinks,
            Tally tally,
            List<Sample> atRest,
            List<Sample> busy,
            List<String> wrong) {
        SoakReport report = new SoakReport();
        report.head(seed, minutes, used, sinks, tally, atRest, wrong);
        report.loads(tally);
        report.faults(tally);
        report.samples(atRest, busy);
        return report.page.toString();
    }

    private void head(
            long seed,
            double minutes,
            double used,
            List<SinkKind> sinks,
            Tally tally,
            List<Sample> atRest,
            List<String> wrong) {
        line(
                "%s, Java %d, heap of at most %d MB; seed %d",
                Machine.describe(),
                Runtime.version().feature(),
                Runtime.getRuntime().maxMemory() >> 20,
                seed);
        line("");
        line(
                "%.0f minutes, %d scenarios, %d runs of loads, %.2f of one processor on average (this process, its servers and the"
                        + " killed ones). Verdict: **%s**.",
                minutes,
                tally.scenarios(),
                tally.runs(),
                used,
                wrong.isEmpty() ? "nothing failed" + (Verdict.isJudged(atRest) ? ", nothing grew" : "") : "failed");
        if (!Verdict.isJudged(atRest)) {
            line("");
            line(
                    "Too short to judge growth: %d samples, at least %d are needed.",
                    atRest.size(), Verdict.LEAST_SAMPLES);
        }
        for (SinkKind sink : SinkKind.values()) {
            if (!sinks.contains(sink)) {
                line("");
                line("Left out: %s.", sink.label);
            }
        }
        if (!wrong.isEmpty()) {
            line("");
            wrong.forEach(what -> line("- %s", what));
        }
    }

    private void loads(Tally tally) {
        line("");
        line(
                "| target | mode | files loaded | records | rejected | runs | of them again after a fault | already loaded | stale |");
        line("|---|---|---|---|---|---|---|---|---|");
        tally.loads()
                .forEach((sink, modes) -> modes.forEach((mode, row) -> line(
                        "| %s | %s | %d | %,d | %d | %d | %d | %d | %d |",
                        sink.label,
                        mode.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        row.files,
                        row.records,
                        row.rejects,
                        row.runs,
                        row.again,
                        row.already,
                        row.stale)));
    }

    private void faults(Tally tally) {
        line("");
        line("| target | what went wrong | loads | faults planted | stopped the load |");
        line("|---|---|---|---|---|");
        tally.faults()
                .forEach((sink, kinds) -> kinds.forEach((fault, row) -> line(
                        "| %s | %s | %d | %d | %d |", sink.label, fault.label, row.loads, row.planted, row.ended)));
    }

    private void samples(List<Sample> atRest, List<Sample> busy) {
        line("");
        line("Medians of the samples at rest, by quarter, and the most that was seen while loads ran:");
        line("");
        line("| | first | second | third | last | most, busy |");
        line("|---|---|---|---|---|---|");
        row("heap after a collection, MB", atRest, busy, sample -> sample.heapBytes() / 1e6);
        row("resident memory, MB", atRest, busy, sample -> sample.residentBytes() / 1e6);
        row("threads", atRest, busy, Sample::threads);
        row("open descriptors", atRest, busy, Sample::descriptors);
        row("connections at PostgreSQL", atRest, busy, Sample::postgres);
        row("connections at MariaDB", atRest, busy, Sample::mariaDb);
        line("");
        line("%d samples at rest.", atRest.size());
    }

    private void row(String what, List<Sample> atRest, List<Sample> busy, ToDoubleFunction<Sample> value) {
        StringBuilder row = new StringBuilder("| " + what);
        for (int quarter = 1; quarter <= 4; quarter++) {
            row.append(String.format(Locale.ROOT, " | %.1f", Verdict.median(Verdict.quarter(atRest, quarter), value)));
        }
        line("%s | %.1f |", row, busy.stream().mapToDouble(value).max().orElse(0));
    }

    private void line(String format, Object... values) {
        page.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
