package io.github.leat.s3;

import io.github.leat.core.SinkException;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Records as CSV objects {@code <prefix>part-00001.csv.gz} and so on, each of about so many bytes: what a warehouse copies
 * from. No header; NULL is the empty text, the empty text is quoted. Used by one thread.
 */
public final class S3Parts implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final S3Landing landing;
    private final S3Address prefix;
    private final CsvFormat format;
    private final long textBytes;
    private final boolean gzip;
    private final List<Part> parts = new ArrayList<>();
    private @Nullable S3Upload upload;
    private @Nullable GZIPOutputStream compressed;
    private @Nullable OutputStream out;
    private long records;
    private long text;
    private boolean ended;

    /**
     * One object.
     *
     * @param address where it is
     * @param records how many it holds
     * @param sizeInBytes as stored
     * @param eTag as the store gives it, in quotes
     */
    public record Part(S3Address address, long records, long sizeInBytes, String eTag) {}

    /**
     * Begins.
     *
     * @param prefix ends with a slash; should be of this load alone
     * @param format how the records are written
     * @param textBytes text after which the next object begins, above 0
     * @param gzip whether the objects are compressed
     * @throws IllegalArgumentException if the prefix does not end with a slash, or bytes are below 1
     */
    public S3Parts(S3Landing landing, S3Address prefix, CsvFormat format, long textBytes, boolean gzip) {
        if (!prefix.key().endsWith("/") || textBytes < 1) {
            throw new IllegalArgumentException("Parts need a prefix that ends with / and 1 byte or more, got "
                    + prefix.name() + " and " + textBytes);
        }
        this.landing = landing;
        this.prefix = prefix;
        this.format = format;
        this.textBytes = textBytes;
        this.gzip = gzip;
    }

    /**
     * Writes records. Objects appear when they are full.
     *
     * @throws SinkException if the store refuses
     * @throws IOException if the parts have ended
     */
    public void write(RecordBatch batch) throws IOException {
        if (ended) {
            throw new IOException("The parts below " + prefix.name() + " have ended. Begin others.");
        }
        if (batch.size() == 0) {
            return;
        }
        OutputStream open = out;
        if (open == null) {
            S3Upload next = landing.replace(prefix.withKey(nameOf(parts.size() + 1)));
            upload = next;
            compressed = gzip ? new GZIPOutputStream(next, BUFFER_BYTES) : null;
            open = new BufferedOutputStream(compressed == null ? next : compressed, BUFFER_BYTES);
            out = open;
        }
        batch.encodeTo(open, format);
        records += batch.size();
        text += batch.sizeInBytes();
        if (text >= textBytes) {
            endPart();
        }
    }

    private String nameOf(int number) {
        return prefix.key() + String.format(Locale.ROOT, "part-%05d.csv", number) + (gzip ? ".gz" : "");
    }

    private void endPart() throws IOException {
        S3Upload open = upload;
        OutputStream stream = out;
        if (open == null || stream == null) {
            return;
        }
        stream.flush();
        if (compressed != null) {
            compressed.finish(); // closing it would abort the upload
        }
        String eTag = open.complete();
        parts.add(new Part(prefix.withKey(nameOf(parts.size() + 1)), records, open.sizeInBytes(), eTag));
        upload = null;
        compressed = null;
        out = null;
        records = 0;
        text = 0;
    }

    /**
     * Ends the last object.
     *
     * @return all objects, in order of the records
     * @throws SinkException if the store refuses
     */
    public List<Part> complete() throws IOException {
        endPart();
        ended = true;
        return List.copyOf(parts);
    }

    /** Removes what was written, unless complete. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        S3Upload open = upload;
        if (open != null) {
            open.abort();
        }
        for (Part part : parts) {
            try {
                landing.store()
                        .client()
                        .deleteObject(request -> request.bucket(part.address().bucket())
                                .key(part.address().key()));
            } catch (SdkException e) {
                // the first failure says more
            }
        }
    }
}
