package io.github.leat.cli;

import io.github.leat.core.Excerpt;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.load.LoadPlan;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.UnifiedSchema;
import io.github.leat.core.rate.CostUnit;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.schema.Column;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.RecordCounts;
import io.github.leat.core.sink.Sink;
import io.github.leat.dynamodb.DynamoDbSink;
import io.github.leat.xlsx.SheetChoice;
import io.github.leat.xlsx.XlsxSource;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells people what a load did, on standard error. */
final class LoadSummary {
    private static final int COLUMNS_SHOWN = 20;
    private static final int COLUMNS_WHEN_FOLDED = 12;
    private static final int SAMPLES_SHOWN = 3;
    private static final int DIFFERENCES_SHOWN = 10;

    private final LoadJob job;
    private final NextSteps nextSteps;
    private final PrintStream err;
    private final Style style;
    private final Surroundings surroundings;

    LoadSummary(Surroundings surroundings, LoadJob job) {
        this.surroundings = surroundings;
        this.job = job;
        this.nextSteps = new NextSteps(job);
        this.err = surroundings.err();
        this.style = surroundings.errStyle();
    }

    /** Codes with their counts, the most frequent first. */
    static List<Map.Entry<RejectCode, Long>> byCount(Map<RejectCode, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<RejectCode, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    /** A load that ended well, or did nothing. */
    void print(LoadJob.Item item, LoadPlan plan, LoadReport report) {
        switch (report.outcome()) {
            case ALREADY_LOADED -> printAlreadyLoaded(report, plan);
            case STALE_VERSION ->
                err.println(report.source() + ": version " + version(report) + " is older than "
                        + plan.ledger().flatMap(LedgerEntry::version).orElse("the one")
                        + ", which is loaded into " + report.target() + ". Nothing was done.");
            default -> printLoaded(item, plan, report);
        }
    }

    private void printAlreadyLoaded(LoadReport report, LoadPlan plan) {
        String records = plan.ledger()
                .map(entry -> " (" + Figures.count(entry.checkpoint().counts().read(), "record") + ")")
                .orElse("");
        err.println(report.source() + ": version " + version(report) + " is already loaded into " + report.target()
                + records + ". To load it again, " + nextSteps.again());
        if (plan.isLoadedOtherwise()) {
            err.println(
                    "  That load selected, changed or filtered its records otherwise than these options would; the table"
                            + " holds what it made.");
        }
    }

    private static String version(LoadReport report) {
        return report.version().orElse("without a name");
    }

    private void printLoaded(LoadJob.Item item, LoadPlan plan, LoadReport report) {
        err.println(style.bold(report.source()) + " → " + style.bold(report.target()));
        report.resumedAt()
                .ifPresent(at -> err.println("  went on at record "
                        + Figures.count(at.position().record() + 1) + ", where an earlier load was interrupted"));
        printCounts(report);
        if (report.costUnit() == CostUnit.WCU) {
            err.println("  " + Figures.count(report.cost(), "write unit")
                    + (report.throttledRequests() > 0
                            ? ", " + Figures.count(report.throttledRequests(), "request") + " throttled"
                            : ""));
        }
        if (job.modeImplied()) {
            err.println("  mode upsert, because --key is given");
        }
        printColumns(report, item);
        report.files().forEach(this::printDifferences);
        if (report.valuesNulled() > 0) {
            err.println("  " + Figures.count(report.valuesNulled(), "value")
                    + " became NULL, not being of the column's type (--drift type=null)");
        }
        printRejects(report);
        nextSteps.redrive(item, report).ifPresent(command -> err.println("  after a fix: " + style.cyan(command)));
        query(item, plan, report).ifPresent(command -> err.println("  try: " + style.cyan(command)));
    }

    /** A query to try, if the target is a file that anybody can ask. */
    Optional<String> query(LoadJob.Item item, LoadPlan plan, LoadReport report) {
        if (!job.target().startsWith(Targets.DUCKDB) || report.schema().size() == 0) {
            return Optional.empty();
        }
        String file = new Targets(surroundings).duckDbFile(job.target()).toString();
        String sql = new TryQuery(item.table(), report.schema(), plan.layout()).sql();
        return Optional.of("duckdb " + TryQuery.shellQuoted(file, false) + " " + TryQuery.shellQuoted(sql, true));
    }

    private void printCounts(LoadReport report) {
        RecordCounts counts = report.counts();
        String rejected = "rejected " + Figures.count(counts.rejected());
        err.println("  read " + style.bold(Figures.count(counts.read())) + " · written "
                + style.bold(Figures.count(counts.written())) + " · "
                + (counts.rejected() > 0 ? style.red(rejected) : rejected) + " · deduplicated "
                + Figures.count(counts.deduplicated()) + " · skipped " + Figures.count(counts.skipped()));
        long before = report.resumedAt().map(at -> at.position().byteOffset()).orElse(0L);
        long recordsBefore = report.resumedAt().map(at -> at.counts().read()).orElse(0L);
        long bytes = report.bytesRead() - before;
        double seconds = Math.max(report.elapsed().toNanos(), 1_000_000) / 1e9;
        err.println("  " + Figures.bytes(bytes) + " in " + Figures.seconds(report.elapsed()) + ", "
                + String.format(Locale.ROOT, "%.1f MB/s", bytes / 1e6 / seconds) + ", "
                + Figures.count(Math.round((counts.read() - recordsBefore) / seconds)) + " records/s");
    }

    private void printColumns(LoadReport report, LoadJob.Item item) {
        List<Column> columns = report.schema().columns();
        boolean folded = columns.size() > COLUMNS_SHOWN;
        int shown = folded ? COLUMNS_WHEN_FOLDED : columns.size();
        int width = columns.stream()
                .limit(shown)
                .mapToInt(column -> column.sqlName().length())
                .max()
                .orElse(1);
        err.println("  " + Figures.count(columns.size(), "column") + ":");
        for (Column column : columns.subList(0, shown)) {
            err.println("    " + column.sqlName()
                    + " ".repeat(width - column.sqlName().length() + 2)
                    + style.cyan(column.type().toString()));
        }
        if (folded) {
            err.println("    … " + (columns.size() - shown) + " more"
                    + (item.source().equals("-") || item.source().contains("?")
                            ? ""
                            : ": leat preview " + TryQuery.shellQuoted(item.source(), false)));
        }
    }

    private void printDifferences(UnifiedSchema.Member member) {
        if (member.differences().isEmpty()) {
            return;
        }
        String listed = member.differences().stream()
                .limit(DIFFERENCES_SHOWN)
                .map(LoadSummary::text)
                .collect(Collectors.joining("; "));
        int more = member.differences().size() - DIFFERENCES_SHOWN;
        err.println("  differs from the other sources: " + listed + (more > 0 ? "; " + more + " more" : ""));
    }

    private static String text(UnifiedSchema.Difference difference) {
        String here = difference.here().orElse("none");
        return difference.column()
                + switch (difference.kind()) {
                    case MISSING -> " is missing";
                    case ORDER -> " is column " + here + " instead of " + difference.unified();
                    case TYPE -> " is " + here + " instead of " + difference.unified();
                    case HXL ->
                        " has tag " + here + " instead of "
                                + (difference.unified().isEmpty() ? "none" : difference.unified());
                };
    }

    private void printRejects(LoadReport report) {
        if (report.counts().rejected() == 0) {
            return;
        }
        String reasons = byCount(report.rejects()).stream()
                .limit(SAMPLES_SHOWN)
                .map(entry -> Figures.count(entry.getValue()) + " "
                        + entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
        report.deadLetters().ifPresent(file -> err.println("  rejects are in " + style.bold(file) + ": " + reasons));
        report.samples().stream().limit(SAMPLES_SHOWN).forEach(sample -> err.println("    " + sample));
    }

    /** Which sheet of a workbook was read, where it has several. */
    void printSheet(ByteSource source) {
        if (source instanceof XlsxSource workbook && workbook.sheet().names().size() > 1) {
            SheetChoice sheet = workbook.sheet();
            err.println("  sheet " + Excerpt.of(sheet.name()) + ", number " + sheet.number() + " of "
                    + sheet.names().size() + "; another one with --sheet");
        }
    }

    /** A load that failed: what is kept of it. */
    void printFailure(LoadReport report) {
        NextSteps.committed(report).ifPresent(text -> err.println("      " + text));
        if (report.counts().rejected() > 0) {
            printRejects(report);
        }
    }

    /** The sum of several loads. */
    void printTotal(List<LoadReport> reports) {
        RecordCounts sum = reports.stream().map(LoadReport::counts).reduce(RecordCounts.ZERO, RecordCounts::plus);
        String outcomes =
                reports.stream()
                        .collect(Collectors.groupingBy(LoadReport::outcome, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getValue() + " "
                                + entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
        err.println(style.bold(Figures.count(reports.size(), "source")) + ": " + outcomes + "; read "
                + Figures.count(sum.read()) + " · written " + Figures.count(sum.written()) + " · rejected "
                + Figures.count(sum.rejected()) + " · deduplicated " + Figures.count(sum.deduplicated()) + " · skipped "
                + Figures.count(sum.skipped()));
    }

    /** What a load would do. */
    void printPlan(LoadJob.Item item, ByteSource source, Sink sink, LoadPlan plan) {
        err.println(style.bold(source.name()) + " → " + style.bold(sink.name()) + " (dry run: nothing is written)");
        err.println("  "
                + switch (plan.verdict()) {
                    case LOAD -> "would be loaded";
                    case RESUME -> "would go on where an earlier load was interrupted";
                    case ALREADY_LOADED -> "is already loaded: nothing would be done";
                    case STALE -> "is older than what is loaded: nothing would be done";
                }
                + ", mode " + NextSteps.mode(job.mode())
                + "; rejects would go to " + item.rejects());
        new LayoutText(err, style, surroundings.width()).print(plan.layout());
        plan.member().ifPresent(this::printDifferences);
        err.println("  statements:");
        plan.sinkPlan().statements().forEach(statement -> err.println("    " + statement.replace("\n", "\n    ")));
        if (sink instanceof DynamoDbSink table) {
            CapacityEstimate.of(table, plan, source, job.throughput()).ifPresent(text -> err.println("  " + text));
        }
    }
}
