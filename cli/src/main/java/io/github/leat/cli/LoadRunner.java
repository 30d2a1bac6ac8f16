package io.github.leat.cli;

import io.github.leat.core.SchemaException;
import io.github.leat.core.SourceException;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadPlan;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.UnifiedSchema;
import io.github.leat.core.report.ReportSection;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Sink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the loads of a job one after the other; one that fails does not stop the others. */
final class LoadRunner {
    /** Past so many the last one refuses the load, which says what to do. */
    private static final int MAX_REJECT_FILES = 1000;

    private final Surroundings surroundings;
    private final LoadJob job;
    private final ErrorLines errors;
    private final LoadSummary summary;
    private final List<LoadReport> reports = new ArrayList<>();
    private final Map<String, UnifiedSchema> unified = new HashMap<>();
    private Optional<PageFile> page = Optional.empty();
    private @Nullable ByteSource stdin;

    LoadRunner(Surroundings surroundings, LoadJob job, boolean debug) {
        this.surroundings = surroundings;
        this.job = job;
        this.errors = new ErrorLines(surroundings, debug);
        this.summary = new LoadSummary(surroundings, job);
    }

    /** Answers the exit code. */
    int run() {
        Targets targets = new Targets(surroundings);
        job.sources().forEach(item -> targets.open(job.target(), job.sinkOptions(item))); // what is wrong by itself
        if (job.report().isEmpty()) {
            return runAll(targets);
        }
        String name = job.report().get();
        return PageFile.is(name) ? runWithPage(targets, name) : runWithJson(targets, name);
    }

    private int runWithPage(Targets targets, String name) {
        int code = ExitCode.FAILED;
        try (PageFile file = PageFile.open(surroundings.resolve(name))) {
            page = Optional.of(file);
            code = runAll(targets);
        } catch (IOException e) {
            return unwritten(name, e);
        }
        return code;
    }

    private int runWithJson(Targets targets, String name) {
        try (ReportFile file = ReportFile.open(surroundings.resolve(name))) {
            int code = runAll(targets);
            try {
                file.write(reports, job.sources().size() > 1);
            } catch (IOException e) {
                return unwritten(name, e);
            }
            return code;
        }
    }

    private int unwritten(String name, IOException e) {
        errors.print("The report cannot be written to " + name + ": " + e.getMessage()
                + ". The loads are not affected; free space or name another file.");
        return ExitCode.FAILED;
    }

    /** Looks at the sources of each table together, before the first byte is written; one that cannot be read fails later. */
    private void unify(Targets targets) {
        Map<String, List<Schema>> schemas = new LinkedHashMap<>();
        for (LoadJob.Item item : job.sources()) {
            String place = job.placeOf(item);
            if (job.sources().stream()
                            .filter(other -> job.placeOf(other).equals(place))
                            .count()
                    < 2) {
                continue;
            }
            try {
                Load load = load(opened(item), targets.open(job.target(), job.sinkOptions(item)));
                Schema schema = load.sourceSchema();
                if (schema.size() > 0) {
                    schemas.computeIfAbsent(place, key -> new ArrayList<>()).add(schema);
                }
            } catch (UsageException e) {
                throw e;
            } catch (RuntimeException | IOException e) {
                // loading it says what is wrong, and counts it as failed
            }
        }
        schemas.forEach((place, all) -> unified.put(place, UnifiedSchema.of(all)));
    }

    private ByteSource opened(LoadJob.Item item) {
        if (!item.source().equals("-")) {
            return read(item);
        }
        ByteSource open = stdin == null ? read(item) : stdin;
        stdin = open;
        return open;
    }

    private ByteSource read(LoadJob.Item item) {
        return job.engine().of(new Sources(surroundings).open(item.source()), job.limits());
    }

    private int runAll(Targets targets) {
        unify(targets);
        boolean failed = false;
        boolean rejected = false;
        boolean done = false;
        for (LoadJob.Item item : job.sources()) {
            switch (runOne(targets, item)) {
                case FAILED, STOPPED_AT_DEADLINE -> failed = true;
                case COMPLETED_WITH_REJECTS -> rejected = true;
                case COMPLETED -> done = true;
                case ALREADY_LOADED, STALE_VERSION -> {}
            }
        }
        if (job.sources().size() > 1 && !job.dryRun()) {
            summary.printTotal(reports);
        }
        if (failed) {
            return ExitCode.FAILED;
        }
        return rejected ? ExitCode.REJECTS : done ? ExitCode.OK : ExitCode.NOTHING_TO_DO;
    }

    /** Loads one source; also answers for a dry run, as if it had been done. */
    private LoadOutcome runOne(Targets targets, LoadJob.Item item) {
        FailedLoad failure = new FailedLoad(Sources.shown(item.source()), Targets.withoutSecrets(job.target()));
        Optional<ReportSection> section = page.map(file -> file.begin(job, item));
        List<LoadReport> given = new ArrayList<>();
        ProgressView progress = ProgressView.of(surroundings, job.progress() && !job.dryRun());
        LoadJob.Item settled = item;
        try {
            ByteSource source = opened(item);
            failure.source(source);
            Sink sink = targets.open(job.target(), job.sinkOptions(item));
            failure.sink(sink);
            Load load = load(source, sink).onProgress(progress).onReport(given::add);
            UnifiedSchema together = unified.get(job.placeOf(item));
            if (together != null) {
                load.unified(together);
            }
            section.ifPresent(load::observe);
            LoadPlan plan = plan(load, source);
            settled = withFreeRejects(item, plan);
            load.deadLetters(DeadLetters.toFile(surroundings.resolve(settled.rejects())));
            if (job.dryRun()) {
                summary.printPlan(settled, source, sink, plan);
                summary.printSheet(source);
                return DryRun.outcome(plan.verdict());
            }
            LoadReport report = load.run(plan);
            progress.clear();
            reports.add(report);
            summary.print(settled, plan, report);
            summary.printSheet(source);
            new NextSteps(job)
                    .after(settled, plan, report, summary.query(item, plan, report))
                    .forEach(step -> section.ifPresent(part -> part.next(step)));
            return report.outcome();
        } catch (UsageException e) {
            section.ifPresent(part -> part.failed(String.valueOf(e.getMessage())));
            throw e;
        } catch (RuntimeException | IOException | OutOfMemoryError e) {
            progress.clear();
            LoadReport report = given.isEmpty() ? failure.report() : given.get(given.size() - 1);
            reports.add(report);
            errors.print(report.source(), report.target(), e);
            summary.printFailure(report);
            String message = ErrorLines.message(report.source(), report.target(), e);
            section.ifPresent(part -> part.onReport(report));
            section.ifPresent(part -> part.failed(ErrorLines.what(message)));
            new NextSteps(job)
                    .afterFailure(settled, report, message)
                    .forEach(step -> section.ifPresent(part -> part.next(step)));
            return LoadOutcome.FAILED;
        }
    }

    /** The first default file that is free or holds dead letters of the same columns; the same one when a load goes on. */
    private LoadJob.Item withFreeRejects(LoadJob.Item item, LoadPlan plan) throws IOException {
        String file = item.rejects();
        for (int number = 2;
                !item.rejectsNamed()
                        && number <= MAX_REJECT_FILES
                        && !DeadLetters.fits(
                                surroundings.resolve(file), plan.layout().schema());
                number++) {
            file = TableNames.otherRejectsOf(item.table(), number);
        }
        return new LoadJob.Item(item.source(), item.table(), file, item.rejectsNamed());
    }

    private LoadPlan plan(Load load, ByteSource source) throws IOException {
        try {
            return load.plan();
        } catch (SchemaException e) {
            if (job.inference().infer(source).schema().size() == 0) {
                throw new SourceException(
                        source.name() + " is empty: it holds no record at all, not even a header."
                                + " Check where it comes from.",
                        e);
            }
            throw e;
        }
    }

    private Load load(ByteSource source, Sink sink) throws IOException {
        List<String> select = job.redrive() && job.select().isEmpty()
                ? Redrive.ownColumns(job.inference().infer(source).schema(), source.name())
                : job.select();
        return job.load(source, sink, select);
    }
}
