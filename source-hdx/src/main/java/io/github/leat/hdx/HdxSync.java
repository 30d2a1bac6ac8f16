package io.github.leat.hdx;

import io.github.leat.core.SourceException;
import io.github.leat.hdx.internal.Keys;
import io.github.leat.hdx.internal.Manifest;
import io.github.leat.hdx.internal.ManifestEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Keeps copies of the files of datasets up to date in a {@link Landing}: what is the same is not fetched again, and each file is
 * there whole or not at all. What was fetched and why is in the landing as {@code leat-manifest.json}.
 *
 * <p>A file keeps its key for as long as its resource exists, also when its name or address changes, so that a later load knows
 * it for a newer version of the same object. Files that vanish from the catalogue stay. Run again after an interruption, it goes
 * on with what is missing. One file that fails does not stop the others. Immutable; each run is independent.
 */
public final class HdxSync {
    private final HdxClient client;
    private final Landing landing;
    private final Predicate<HdxResource> wanted;
    private final int parallel;
    private final Consumer<SyncedFile> listener;

    private HdxSync(Builder from) {
        this.client = from.client;
        this.landing = from.landing;
        this.wanted = from.wanted;
        this.parallel = from.parallel;
        this.listener = from.listener;
    }

    /** A builder of a sync from a catalogue into a landing. */
    public static Builder of(HdxClient client, Landing landing) {
        return new Builder(client, landing);
    }

    /** A file that is looked at, or a dataset that cannot be. */
    private record Planned(HdxDataset dataset, HdxResource resource, String key) {}

    /**
     * Looks at the files of these datasets and fetches those that are newer.
     *
     * @throws SourceException if the manifest cannot be understood, or the landing cannot be written
     * @throws InterruptedException if it is interrupted; what is complete stays
     */
    public SyncReport run(List<String> datasets) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(parallel, task -> {
            Thread thread = new Thread(task, "leat-hdx-sync");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Manifest manifest = new Manifest(landing, client.options().ticker());
            try {
                return new SyncReport(landing.name(), run(datasets, manifest, threads));
            } finally {
                manifest.save();
            }
        } catch (IOException e) {
            throw new SourceException(
                    landing.name() + " cannot be written: " + e.getMessage() + ". Check space and permissions there.",
                    e);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<SyncedFile> run(List<String> datasets, Manifest manifest, ExecutorService threads)
            throws InterruptedException {
        FileSync one = new FileSync(client, landing, manifest);
        Set<String> taken = manifest.keys();
        Set<String> seen = new HashSet<>();
        List<Future<SyncedFile>> running = new ArrayList<>();
        for (String name : datasets) {
            HdxDataset dataset;
            try {
                dataset = client.dataset(name);
            } catch (SourceException e) {
                SyncedFile failed = failed(name, e);
                running.add(threads.submit(() -> told(failed)));
                continue;
            }
            for (HdxResource resource : dataset.resources()) {
                if (seen.add(resource.id())) {
                    running.add(submit(one, planned(dataset, resource, manifest, taken), threads));
                }
            }
        }
        List<SyncedFile> files = new ArrayList<>();
        for (Future<SyncedFile> file : running) {
            files.add(result(file));
        }
        return files;
    }

    private Planned planned(HdxDataset dataset, HdxResource resource, Manifest manifest, Set<String> taken) {
        String key = manifest.of(resource.id())
                .map(ManifestEntry::key)
                .orElseGet(() -> Keys.of(dataset.name(), resource.fileName(), resource.id(), taken));
        taken.add(key);
        return new Planned(dataset, resource, key);
    }

    private Future<SyncedFile> submit(FileSync one, Planned planned, ExecutorService threads) {
        HdxResource resource = planned.resource();
        return threads.submit(() -> told(
                wanted.test(resource)
                        ? one.sync(planned.dataset(), resource, planned.key())
                        : new SyncedFile(
                                planned.dataset().name(),
                                resource.id(),
                                resource.name(),
                                resource.format(),
                                SyncOutcome.LEFT_OUT,
                                "its format " + resource.format() + " was not asked for",
                                Optional.empty(),
                                Optional.empty(),
                                0)));
    }

    private SyncedFile told(SyncedFile file) {
        synchronized (listener) {
            listener.accept(file);
        }
        return file;
    }

    private static SyncedFile failed(String dataset, SourceException e) {
        String reason = String.valueOf(e.getMessage());
        return new SyncedFile(dataset, "", "", "", SyncOutcome.FAILED, reason, Optional.empty(), Optional.empty(), 0);
    }

    private static SyncedFile result(Future<SyncedFile> file) throws InterruptedException {
        try {
            return file.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("A file of a sync failed unexpectedly", e);
        }
    }

    /** Builds an {@link HdxSync}. Refuses an option set twice. Not thread-safe. */
    public static final class Builder {
        private static final int MAX_PARALLEL = 32;

        private final Set<String> set = new HashSet<>();
        private final HdxClient client;
        private final Landing landing;
        private Predicate<HdxResource> wanted = HdxResource::isTable;
        private int parallel = 4;
        private Consumer<SyncedFile> listener = file -> {};

        private Builder(HdxClient client, Landing landing) {
            this.client = Objects.requireNonNull(client, "client");
            this.landing = Objects.requireNonNull(landing, "landing");
        }

        private Builder once(String option) {
            if (!set.add(option)) {
                throw new IllegalStateException(option + " was set already");
            }
            return this;
        }

        /** Which files are wanted; default the tables that Leat reads, CSV and XLSX. */
        public Builder wanted(Predicate<HdxResource> value) {
            wanted = value;
            return once("wanted");
        }

        /**
         * Files fetched at once; default 4. Memory grows with it: a buffer of {@link HttpOptions#rangeBytes()} each.
         *
         * @throws IllegalArgumentException if not from 1 to 32
         */
        public Builder parallel(int value) {
            if (value < 1 || value > MAX_PARALLEL) {
                throw new IllegalArgumentException("parallel is from 1 to " + MAX_PARALLEL + ", got " + value);
            }
            parallel = value;
            return once("parallel");
        }

        /** Is told of each file when it is done, one at a time, on the sync's threads. */
        public Builder onFile(Consumer<SyncedFile> value) {
            listener = value;
            return once("onFile");
        }

        /** The sync. Does nothing yet. */
        public HdxSync build() {
            return new HdxSync(this);
        }
    }
}
