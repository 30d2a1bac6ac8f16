package io.github.leat.lambda;

import io.github.leat.core.LoadException;
import io.github.leat.core.TransientSinkException;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.rds.RdsSink;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Failure;
import io.github.leat.s3.S3Source;
import io.github.leat.s3.S3Store;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Loads an object as it is now, whatever version the event was of: so the newest wins however events are ordered, and the
 * others find it loaded. Used by one thread at a time.
 */
final class ObjectLoader {
    /** Runs in a row that may end without a new checkpoint, before a load is given up. */
    static final int MOST_IDLE_RUNS = 3;

    /** What {@code leat hdx sync} writes beside its copies. */
    private static final String MANIFEST = "leat-manifest.json";

    private final Settings settings;
    private final RdsSink sink;

    ObjectLoader(Settings settings) {
        this.settings = settings;
        this.sink = RdsSink.parse(settings.target())
                .table(settings.table())
                .key(settings.key().toArray(String[]::new))
                .mode(settings.mode());
    }

    /** @param remaining until the function is ended by force */
    Result load(S3Store store, ObjectEvent event, Duration remaining) {
        if (event.key().equals(MANIFEST) || event.key().endsWith("/" + MANIFEST)) {
            return new Result.Done("it is the manifest of leat hdx sync, not a table");
        }
        Duration margin = settings.margin();
        if (remaining.compareTo(margin) <= 0) {
            return new Result.Rest(event.progress(), "no time is left to begin");
        }
        try (Watchdog watchdog = Watchdog.over(remaining.minus(margin.dividedBy(2)))) {
            try {
                return resultOf(run(store, event, remaining, watchdog), event);
            } catch (LoadException e) {
                return watchdog.hasInterrupted()
                        ? new Result.Rest(event.progress(), "it waited for its turn until the time was up")
                        : resultOf(e);
            }
        }
    }

    private LoadReport run(S3Store store, ObjectEvent event, Duration remaining, Watchdog watchdog) {
        S3Source source = S3Source.of(store, S3Address.of(event.bucket(), event.key()));
        Load load = Load.from(source)
                .into(sink)
                .select(settings.select().toArray(String[]::new))
                .deadline(remaining.toMillis(), TimeUnit.MILLISECONDS)
                .deadlineMargin(settings.margin())
                .onProgress(progress -> watchdog.close());
        settings.rejects().ifPresent(prefix -> load.deadLetters(new KeptRejects(store, prefix, event.key())));
        settings.throughput().ifPresent(load::throughput);
        return load.run();
    }

    private Result resultOf(LoadReport report, ObjectEvent event) {
        if (report.outcome() != LoadOutcome.STOPPED_AT_DEADLINE) {
            return new Result.Done(words(report));
        }
        long reached = report.checkpoint().map(at -> at.position().record()).orElse(0L);
        ObjectEvent.Progress progress = event.progress().after(reached);
        if (progress.idle() >= MOST_IDLE_RUNS) {
            return new Result.Dead("The load came no further than record " + reached + " in " + MOST_IDLE_RUNS
                    + " runs of the function. Give the function more time or memory, or lessen LEAT_MARGIN_MILLIS.");
        }
        return new Result.Rest(progress, words(report));
    }

    private static String words(LoadReport report) {
        return report.outcome() + ", version " + report.version().orElse("none") + ", "
                + report.counts().read()
                + " records read, " + report.counts().written() + " written, "
                + report.counts().rejected() + " rejected";
    }

    private static Result resultOf(LoadException e) {
        String reason = String.valueOf(e.getMessage());
        Optional<S3Failure> failure = S3Failure.behind(e);
        if (failure.isPresent()) {
            return switch (failure.get().kind()) {
                case NO_OBJECT -> new Result.Done("it is not there any more");
                // credentials are renewed, and what changed is read as it is by then
                case BUSY, UNREACHABLE, CHANGED, CREDENTIALS -> new Result.Later(reason);
                case NO_BUCKET, DENIED, REGION, ARCHIVED, OTHER -> new Result.Dead(reason);
            };
        }
        return e instanceof TransientSinkException ? new Result.Later(reason) : new Result.Dead(reason);
    }
}
