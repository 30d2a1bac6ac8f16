package io.github.leat.serve.internal.database;

import io.github.leat.serve.catalog.Catalog;
import io.github.leat.serve.catalog.CatalogReader;
import io.github.leat.serve.catalog.SourceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The catalog, read again when it is older than a moment. One thread reads it, whoever asks; requests take the last one
 * meanwhile, for at most ten such moments, and then wait together. Thread-safe.
 *
 * <p>A DuckDB file that nobody has changed is not opened for it, and while a load has the file, the last catalog holds: what the
 * load wrote can be seen when it lets go.
 */
public final class LiveCatalog implements AutoCloseable {
    private static final int PATIENCE = 10;

    private final ReadDatabase database;
    private final CatalogReader reader;
    private final Duration moment;
    private final QueryThreads thread = new QueryThreads(1, 1);
    private @Nullable Seen seen;
    private @Nullable CompletableFuture<Catalog> reading;

    /**
     * @param moment how old it may be; zero reads it for each request
     * @param sources how sources are shown
     */
    public LiveCatalog(ReadDatabase database, Duration moment, SourceNames sources) {
        this.database = database;
        this.reader = new CatalogReader(database.database(), sources);
        this.moment = moment;
    }

    private record Seen(Catalog catalog, long at, String stamp) {
        boolean isWithin(Duration age) {
            return System.nanoTime() - at < age.toNanos();
        }
    }

    /** The catalog, now or when it is read. Fails as {@link ReadDatabase#visit} does. */
    public synchronized CompletableFuture<Catalog> get() {
        Seen last = seen;
        if (last != null && last.isWithin(moment)) {
            return CompletableFuture.completedFuture(last.catalog());
        }
        CompletableFuture<Catalog> wait = reading;
        if (wait == null) {
            wait = new CompletableFuture<>();
            reading = wait;
            CompletableFuture<Catalog> mine = wait;
            if (!thread.offer(() -> read(mine, last))) {
                reading = null;
                mine.completeExceptionally(new RejectedExecutionException("closed"));
            }
        }
        return last != null && last.isWithin(moment.multipliedBy(PATIENCE))
                ? CompletableFuture.completedFuture(last.catalog())
                : wait;
    }

    private void read(CompletableFuture<Catalog> wait, @Nullable Seen last) {
        try {
            Seen now = read(last);
            synchronized (this) {
                seen = now;
                reading = null;
            }
            wait.complete(now.catalog());
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                reading = null;
            }
            wait.completeExceptionally(e);
        }
    }

    private Seen read(@Nullable Seen last) {
        String stamp = stamp();
        long at = System.nanoTime();
        if (last != null && !stamp.isEmpty() && last.stamp().equals(stamp)) {
            return new Seen(last.catalog(), at, stamp);
        }
        try {
            Optional<Catalog> before = Optional.ofNullable(last).map(Seen::catalog);
            return new Seen(database.visit(visit -> reader.read(visit.handle(), before)), at, stamp);
        } catch (DatabaseBusyException e) {
            if (last == null || stamp.isEmpty()) {
                throw e;
            }
            return new Seen(last.catalog(), at, last.stamp());
        }
    }

    /** Has all of it read again at the next request: what was known turned out to be wrong. */
    public synchronized void forget() {
        seen = null;
    }

    /** What changes whenever a DuckDB file does; empty for a server. */
    private String stamp() {
        return database.database().file().map(LiveCatalog::stamp).orElse("");
    }

    private static String stamp(Path file) {
        StringBuilder stamp = new StringBuilder();
        for (Path part : List.of(file, file.resolveSibling(file.getFileName() + ".wal"))) {
            try {
                stamp.append(Files.getLastModifiedTime(part)).append(' ').append(Files.size(part));
            } catch (IOException e) {
                stamp.append("none");
            }
            stamp.append('\n');
        }
        return stamp.toString();
    }

    @Override
    public void close() {
        thread.close();
    }
}
