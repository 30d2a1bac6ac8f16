package io.github.leat.hdx;

import io.github.leat.core.LoadException;
import io.github.leat.core.SourceException;
import io.github.leat.hdx.internal.Addresses;
import io.github.leat.hdx.internal.HttpObject;
import io.github.leat.hdx.internal.Manifest;
import io.github.leat.hdx.internal.ManifestEntry;
import io.github.leat.hdx.internal.Validators;
import io.github.leat.hdx.internal.WholeStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Brings one file of a landing up to date. Used by several threads at once. */
final class FileSync {
    private static final int BUFFER = 1 << 16;

    private final HdxClient client;
    private final Landing landing;
    private final Manifest manifest;

    FileSync(HdxClient client, Landing landing, Manifest manifest) {
        this.client = client;
        this.landing = landing;
        this.manifest = manifest;
    }

    /** One file on its way. */
    private record Job(HdxDataset dataset, HdxResource resource, String key, HttpSource file) {
        SyncedFile done(SyncOutcome outcome, String reason, Optional<VersionVerdict> verdict, long bytes) {
            return new SyncedFile(
                    dataset.name(),
                    resource.id(),
                    resource.name(),
                    resource.format(),
                    outcome,
                    reason,
                    verdict,
                    outcome == SyncOutcome.FAILED ? Optional.empty() : Optional.of(key),
                    bytes);
        }
    }

    /** Never fails: what goes wrong is in what it answers. */
    SyncedFile sync(HdxDataset dataset, HdxResource resource, String key) {
        try {
            HttpSource file = HttpSource.of(Addresses.parse(resource.url()), client.options());
            return sync(new Job(dataset, resource, key, file));
        } catch (LoadException | IOException e) {
            String reason = String.valueOf(e.getMessage());
            return new SyncedFile(
                    dataset.name(),
                    resource.id(),
                    resource.name(),
                    resource.format(),
                    SyncOutcome.FAILED,
                    e instanceof IOException ? reason + ". Run it again." : reason,
                    Optional.empty(),
                    Optional.empty(),
                    0);
        }
    }

    private SyncedFile sync(Job job) throws IOException {
        Optional<ManifestEntry> known = manifest.of(job.resource().id());
        VersionVerdict verdict =
                known.isEmpty() ? VersionVerdict.newer("it was not fetched yet") : verdict(job, known.get());
        if (verdict.kind() != VersionVerdict.Kind.SAME) {
            return fetch(job, known, verdict);
        }
        manifest.put(known.orElseThrow().seenAgain(job.resource(), known.get().version()));
        return job.done(SyncOutcome.UNCHANGED, verdict.reason(), Optional.of(verdict), 0);
    }

    private VersionVerdict verdict(Job job, ManifestEntry known) throws IOException {
        OptionalLong there = landing.sizeOf(known.key());
        if (there.isEmpty()) {
            return VersionVerdict.newer("it is not in " + landing.name() + " any more");
        }
        if (there.getAsLong() != known.size()) {
            return VersionVerdict.newer("it has " + there.getAsLong() + " bytes in " + landing.name() + ", and had "
                    + known.size() + " when it was fetched");
        }
        ResourceVersion now = job.resource().version();
        if (now.hosted()
                && now.lastModified().isPresent()
                && known.version().lastModified().isPresent()) {
            return now.since(known.version());
        }
        Validators since =
                new Validators(known.version().etag(), known.version().serverModified());
        if (!since.isEmpty() && job.file().isUnchangedSince(since)) {
            return VersionVerdict.same("the server says that it did not change (304)");
        }
        return withServer(job).since(known.version());
    }

    private static ResourceVersion withServer(Job job) {
        HttpObject object = job.file().known();
        return job.resource().version().withServer(object.etag(), object.lastModified());
    }

    private SyncedFile fetch(Job job, Optional<ManifestEntry> known, VersionVerdict verdict) throws IOException {
        requireData(job);
        MessageDigest digest = WholeStream.sha256();
        try (LandingWriter writer =
                landing.write(job.key(), job.file().version().orElse(""))) {
            long kept = writer.position();
            if (kept > 0) {
                copy(writer.kept(), OutputStream.nullOutputStream(), digest);
            }
            long bytes = copy(job.file().open(kept), writer.out(), digest);
            String sha256 = HexFormat.of().formatHex(digest.digest());
            boolean same = known.isPresent()
                    && known.get().sha256().equals(sha256)
                    && landing.sizeOf(job.key())
                            .equals(OptionalLong.of(known.get().size()));
            if (same) {
                writer.discard();
                manifest.put(known.get().seenAgain(job.resource(), withServer(job)));
                return job.done(
                        SyncOutcome.SAME_CONTENT,
                        verdict.reason() + "; its content is the same",
                        Optional.of(verdict),
                        bytes);
            }
            writer.publish();
            manifest.put(new ManifestEntry(
                    job.key(),
                    job.dataset().name(),
                    job.resource().id(),
                    job.resource().name(),
                    job.resource().format(),
                    job.file().name(),
                    kept + bytes,
                    sha256,
                    Instant.now(),
                    verdict,
                    withServer(job)));
            return job.done(SyncOutcome.FETCHED, verdict.reason(), Optional.of(verdict), bytes);
        }
    }

    private static long copy(InputStream from, OutputStream to, MessageDigest digest) throws IOException {
        try (from) {
            byte[] buffer = new byte[BUFFER];
            long copied = 0;
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                digest.update(buffer, 0, count);
                to.write(buffer, 0, count);
                copied += count;
            }
            return copied;
        }
    }

    /** Login and error pages come with status 200, too. */
    private static void requireData(Job job) {
        HttpObject object = job.file().known();
        int shown = Math.min(object.head().length, 256);
        String head = new String(object.head(), 0, shown, StandardCharsets.ISO_8859_1)
                .replace("\u00EF\u00BB\u00BF", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        boolean page = head.startsWith("<!doctype html")
                || head.startsWith("<html")
                || (object.html() && head.startsWith("<"));
        if (page && !job.resource().format().equalsIgnoreCase("HTML")) {
            throw new SourceException(
                    job.file().name() + " is said to be " + job.resource().format()
                            + " and is a web page (HTML). Open it in a browser and look for the download of the file itself.");
        }
    }
}
