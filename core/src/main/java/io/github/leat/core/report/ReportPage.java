package io.github.leat.core.report;

import io.github.leat.core.load.Load;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An HTML page about one load or several: what happened, what was decided and why, the columns, speed over time, rejects with
 * samples, what to do next. One file that fetches nothing and runs nothing.
 *
 * <pre>{@code
 * try (ReportPage page = ReportPage.open(Path.of("report.html"))) {
 *     page.watch(load);
 *     load.run();
 * }
 * }</pre>
 *
 * <p>{@link #close()} writes it, also when the load has failed. The file is there as a whole or not at all. A page of several
 * loads has a part for the first {@value #MOST_IN_FULL} of them and for as many more that had trouble; all of them have a line.
 * Thread-safe.
 */
public final class ReportPage implements Closeable {
    private static final int MOST_IN_FULL = 50;

    private final Path path;
    private final Clock clock;
    private final List<Part> parts = new ArrayList<>();
    private int inFull;
    private int inTrouble;
    private boolean written;

    /** A load: its section until it is over and another one begins, then what is left of it. */
    private static final class Part {
        private final ReportSection section;
        private PageMarkup.@Nullable Line line;
        private String markup = "";

        Part(ReportSection section) {
            this.section = section;
        }
    }

    private ReportPage(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
    }

    /**
     * A page that is to be written; a page that is there is replaced then.
     *
     * @throws IOException if it could not be written: the directory is not there, or it or the file cannot be written. The
     *     message says which
     */
    public static ReportPage open(Path path) throws IOException {
        return open(path, Clock.systemUTC());
    }

    /** The same, with the clock that says when it was written. */
    static ReportPage open(Path path, Clock clock) throws IOException {
        Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new IOException("it is a directory");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new AccessDeniedException(path.toString(), null, "the file is write-protected");
        }
        ReportPage page = new ReportPage(file, clock);
        Path directory = page.directory();
        if (!Files.exists(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        Path probe = page.beside();
        Files.write(probe, new byte[0], StandardOpenOption.CREATE_NEW);
        Files.delete(probe);
        return page;
    }

    private Path directory() {
        Path parent = path.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private Path beside() {
        return directory().resolve("." + path.getFileName() + "." + UUID.randomUUID() + ".part");
    }

    /** The part about a load, which it observes; replaces an observer that the load has. */
    public ReportSection watch(Load load) {
        ReportSection section = section(load.source().name(), load.target().name(), true);
        load.observe(section);
        return section;
    }

    /**
     * The part about a load that may still fail before it is planned; observing it is up to the caller.
     *
     * @param source the source's name
     * @param target the target's name, without secrets
     * @param wholeRecords whether the samples of rejects may show a record at fault with all of its columns. False where people
     *     who read the page may not see some; of a record with one column at fault only that one's text is shown in any case
     */
    public synchronized ReportSection section(String source, String target, boolean wholeRecords) {
        parts.forEach(part -> {
            if (part.section.isOver()) {
                settle(part, 2);
            }
        });
        ReportSection section = new ReportSection(source, target, wholeRecords);
        parts.add(new Part(section));
        return section;
    }

    /** Makes the markup of a load that is over, so that its plan and samples need not be kept. */
    private void settle(Part part, int level) {
        if (part.line != null) {
            return;
        }
        synchronized (part.section) { // an interrupted load goes on while its page is made
            settle(part, part.section.story(), level);
        }
    }

    private void settle(Part part, LoadStory story, int level) {
        boolean full = inFull < MOST_IN_FULL;
        boolean trouble = !full && story.ending().isTrouble() && inTrouble < MOST_IN_FULL;
        inFull += full ? 1 : 0;
        inTrouble += trouble ? 1 : 0;
        String id = "load-" + (parts.indexOf(part) + 1);
        part.line = new PageMarkup.Line(
                story.source(),
                story.target(),
                story.ending(),
                story.counts(),
                full || trouble ? Optional.of(id) : Optional.empty());
        part.markup = full || trouble ? SectionMarkup.of(story, level, id) : "";
    }

    /**
     * Writes the page at once, with what is known of loads that are not over; later calls do nothing.
     *
     * @param why they are not, for people
     * @throws IOException if it cannot be written; a page that was there before stays
     */
    public synchronized void interrupt(String why) throws IOException {
        for (Part part : parts) {
            if (!part.section.isOver()) {
                part.section.failed(why);
            }
        }
        close();
    }

    /**
     * Writes the page; again, it does nothing.
     *
     * @throws IOException if it cannot be written; a page that was there before stays
     */
    @Override
    public synchronized void close() throws IOException {
        if (written) {
            return;
        }
        written = true;
        List<PageMarkup.Line> lines = new ArrayList<>();
        List<String> sections = new ArrayList<>();
        for (Part part : parts) {
            settle(part, parts.size() == 1 ? 1 : 2);
            if (part.line != null) {
                lines.add(part.line);
            }
            sections.add(part.markup);
        }
        replace(PageMarkup.of(lines, sections, clock.instant()));
    }

    private void replace(String page) throws IOException {
        Path part = beside();
        try {
            Files.writeString(part, page, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            try {
                Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
