package org.example.loads;

import static io.github.leat.core.sink.WriteMode.UPSERT;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.leat.core.LoadException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.Progress;
import io.github.leat.core.load.RejectBudget;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.rds.RdsSink;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads what arrives in a directory, again and again: new files, newer versions of files, and mended dead letters. */
public final class LoadService {
    private static final Logger LOG = LoggerFactory.getLogger(LoadService.class);

    private final Path inbox;
    private final Path rejects;
    private final Path mended;
    private final String target;

    LoadService(Path directory, String target) throws IOException {
        this.inbox = Files.createDirectories(directory.resolve("inbox"));
        this.rejects = Files.createDirectories(directory.resolve("rejects"));
        this.mended = Files.createDirectories(directory.resolve("mended"));
        this.target = target;
    }

    // docs: schedule
    /** Arguments: the directory, the target, the seconds from one look to the next. */
    public static void main(String[] args) throws IOException {
        LoadService service = new LoadService(Path.of(args[0]), args[1]);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        LOG.info("Looks into {} every {} s", service.inbox, args[2]);
        timer.scheduleWithFixedDelay(service::loadAll, 0, Long.parseLong(args[2]), SECONDS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(timer)));
    }

    /** A load that is interrupted keeps what it has committed; the next run goes on there. */
    private static void stop(ScheduledExecutorService timer) {
        timer.shutdownNow();
        try {
            timer.awaitTermination(10, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loadAll() {
        loadEach(inbox, "inbox-");
        loadEach(mended, "mended-");
    }

    /** One file that cannot be loaded does not keep the others from it. */
    private void loadEach(Path directory, String prefix) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.csv")) {
            for (Path file : files) {
                try {
                    handle(load(file, rejects.resolve(prefix + file.getFileName())));
                } catch (LoadException e) {
                    LOG.error("{}", e.getMessage());
                }
            }
        } catch (IOException e) {
            LOG.error("{} cannot be listed", directory, e);
        }
    }
    // docs: end

    // docs: load
    private LoadReport load(Path file, Path rejected) {
        return Load.from(FileSource.of(file))
                .select("event_id_cnty", "event_date", "event_type", "country", "latitude", "longitude", "fatalities")
                .cast("fatalities", ColumnType.LONG)
                .into(RdsSink.parse(target).table("conflicts").key("event_id_cnty").mode(UPSERT))
                .throughput(Throughput.recordsPerSecond(5_000))
                .deadLetters(DeadLetters.toFile(rejected))
                .maxRejects(RejectBudget.ratio(0.05).thenRollback())
                .deadline(14, MINUTES)
                .onProgress(LoadService::tell)
                .run();
    }

    /** Called after every batch, by the thread that reads: be quick. */
    private static void tell(Progress progress) {
        LOG.debug("{}: {} records", progress.source(), progress.counts().read());
    }
    // docs: end

    // docs: report
    private static void handle(LoadReport report) {
        switch (report.outcome()) {
            case COMPLETED ->
                LOG.info("{}: {} written", report.source(), report.counts().written());
            case COMPLETED_WITH_REJECTS ->
                LOG.warn("{}: {} written, {} rejected, see {}; the first: {}", report.source(), report.counts().written(),
                        report.counts().rejected(), report.deadLetters().orElse(""), report.samples().get(0));
            case STOPPED_AT_DEADLINE ->
                LOG.info("{}: time is up; the next run goes on after record {}", report.source(),
                        report.checkpoint().map(at -> at.position().record()).orElse(0L));
            case ALREADY_LOADED, STALE_VERSION -> LOG.debug("{}: nothing to do", report.source());
            case FAILED -> throw new IllegalStateException("run() throws then");
        }
    }
    // docs: end
}
