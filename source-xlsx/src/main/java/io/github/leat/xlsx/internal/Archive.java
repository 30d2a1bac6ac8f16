package io.github.leat.xlsx.internal;

import io.github.leat.core.SourceException;
import io.github.leat.core.io.DecompressionLimits;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The ZIP archive that a workbook is. Its parts are found whatever the case of their names, and may not outgrow the limits. */
final class Archive implements Closeable {
    private final String name;
    private final ZipFile zip;
    private final DecompressionLimits limits;

    private Archive(String name, ZipFile zip, DecompressionLimits limits) {
        this.name = name;
        this.zip = zip;
        this.limits = limits;
    }

    static Archive open(String name, Path file, DecompressionLimits limits) {
        try {
            return new Archive(name, new ZipFile(file.toFile(), StandardCharsets.UTF_8), limits);
        } catch (IOException | IllegalArgumentException e) {
            throw new SourceException(name + " is a workbook (XLSX) that cannot be opened: " + e.getMessage()
                    + ". Fetch it again; if it opens in a spreadsheet program, save it there anew.");
        }
    }

    /** The source's name. */
    String name() {
        return name;
    }

    /** Whether a part is there. */
    boolean has(String part) {
        return entry(part).isPresent();
    }

    /** Bytes of a part, decompressed, as the archive says; 0 if it is not there. */
    long size(String part) {
        return entry(part).map(ZipEntry::getSize).orElse(0L);
    }

    private Optional<ZipEntry> entry(String part) {
        String plain = part.replace('\\', '/').replaceFirst("^/+", "");
        ZipEntry exact = zip.getEntry(plain);
        if (exact != null) {
            return Optional.of(exact);
        }
        String lower = plain.toLowerCase(Locale.ROOT);
        return zip.stream()
                .filter(entry -> entry.getName()
                        .replace('\\', '/')
                        .toLowerCase(Locale.ROOT)
                        .equals(lower))
                .findFirst()
                .map(entry -> entry);
    }

    /** Opens a part. */
    InputStream open(String part) throws IOException {
        ZipEntry entry = entry(part)
                .orElseThrow(() -> new SourceException(name + " is a workbook (XLSX) without its part " + part
                        + ". Open it in a spreadsheet program and save it anew."));
        return new Guard(zip.getInputStream(entry), part, Math.max(1, entry.getCompressedSize()));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Ends a part that outgrows the limits, whatever the archive says about its size. */
    private final class Guard extends FilterInputStream {
        private final String part;
        private final long compressed;
        private long out;

        Guard(InputStream in, String part, long compressed) {
            super(in);
            this.part = part;
            this.compressed = compressed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            out += Math.max(0, count);
            if (out > limits.maxBytes()
                    || (out > DecompressionLimits.RATIO_FROM_BYTES && out / limits.maxRatio() > compressed)) {
                throw new SourceException(name + " decompresses to more than is allowed: its part " + part + " of "
                        + compressed + " bytes has grown to " + out
                        + ", as in a decompression bomb. If it is none, raise"
                        + " the limits maxRatio and maxBytes (--max-ratio, --max-decompressed).");
            }
            return count;
        }

        @Override
        public long skip(long bytes) throws IOException {
            byte[] skipped = new byte[(int) Math.min(bytes, 1 << 14)];
            return Math.max(0, read(skipped, 0, skipped.length));
        }
    }
}
