package io.github.leat.cli;

import io.github.leat.core.report.ReportPage;
import io.github.leat.core.report.ReportSection;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The page of {@code --report FILE.html}: written at the end, also when a signal ends the process before. */
final class PageFile implements Closeable {
    private static final String STOPPED =
            "The process was told to end. What was committed stays; the same command goes on there.";

    private final ReportPage page;
    private final Thread atExit;

    private PageFile(ReportPage page) {
        this.page = page;
        this.atExit = new Thread(this::interrupt, "leat-report-page");
    }

    /** Whether a report of this name is a page, not JSON. */
    static boolean is(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".html") || lower.endsWith(".htm");
    }

    /** @throws UsageException if the file cannot be written */
    static PageFile open(Path path) {
        try {
            PageFile file = new PageFile(ReportPage.open(path));
            Runtime.getRuntime().addShutdownHook(file.atExit);
            return file;
        } catch (IOException e) {
            throw ReportFile.unwritable(path, e);
        }
    }

    /** The part about a source. Records are shown as a whole only where all of their columns are loaded. */
    ReportSection begin(LoadJob job, LoadJob.Item item) {
        ReportSection section = page.section(
                Sources.shown(item.source()),
                Targets.withoutSecrets(job.target()),
                job.select().isEmpty());
        section.fact("mode", NextSteps.mode(job.mode()) + (job.modeImplied() ? ", because --key is given" : ""));
        if (!job.key().isEmpty()) {
            section.fact("key", String.join(", ", job.key()));
        }
        return section;
    }

    private void interrupt() {
        try {
            page.interrupt(STOPPED);
        } catch (IOException e) {
            System.err.println("leat: the report cannot be written: " + Json.reason(e) + ".");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            page.close();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // the process is ending, and the page is written
            }
        }
    }
}
