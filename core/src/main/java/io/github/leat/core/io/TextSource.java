package io.github.leat.core.io;

import io.github.leat.core.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * The text of a source: decompressed, and in UTF-8 whatever the source's encoding is.
 *
 * <p>Offsets count bytes of that text. A byte order mark is part of it where the JDK's decoder keeps it
 * (UTF-8 and UTF-16, as three bytes; not UTF-32), so that for plain UTF-8 files
 * offsets are those in the file. UTF-8 is passed on as it is, also where it is malformed. Immutable.
 *
 * @param source where the bytes come from
 * @param compression how they are compressed
 * @param encoding how the decompressed bytes encode text
 * @param limits what decompression may grow to
 * @param padded the delimiter whose blank is left out; empty: all of the text is given
 */
public record TextSource(
        ByteSource source,
        Compression compression,
        TextEncoding encoding,
        DecompressionLimits limits,
        Optional<PaddedDelimiter> padded) {
    /** Nothing may be null. */
    public TextSource {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(padded, "padded");
    }

    /** A source whose text is given whole. */
    public TextSource(ByteSource source, Compression compression, TextEncoding encoding, DecompressionLimits limits) {
        this(source, compression, encoding, limits, Optional.empty());
    }

    /** A source that is UTF-8 and not compressed. */
    public static TextSource plain(ByteSource source) {
        return new TextSource(source, Compression.NONE, TextEncoding.UTF_8, DecompressionLimits.defaults());
    }

    /** The source's name. */
    public String name() {
        return source.name();
    }

    /**
     * Opens the text. Plain UTF-8 is opened at the offset; else the text before it is read and dropped.
     *
     * @param fromByte bytes of the text to leave out, from 0
     * @throws SourceException if the source cannot be read, or the library for its compression is absent
     * @throws IOException if reading fails otherwise; also if the text is shorter than the offset
     */
    public TextStream open(long fromByte) throws IOException {
        return open(fromByte, false);
    }

    /**
     * Opens the text as {@link #open} does; what has to be decompressed or recoded is so in a thread of its own, up to half a megabyte
     * ahead of who reads it. Plain UTF-8 takes no thread, and neither does anything on a machine with one processor.
     *
     * @param fromByte bytes of the text to leave out, from 0
     * @throws SourceException if the source cannot be read, or the library for its compression is absent
     * @throws IOException if reading fails otherwise; also if the text is shorter than the offset
     */
    public TextStream openAhead(long fromByte) throws IOException {
        return open(fromByte, Runtime.getRuntime().availableProcessors() > 1);
    }

    private TextStream open(long fromByte, boolean ahead) throws IOException {
        requireOneFile(source, compression);
        boolean direct = compression == Compression.NONE && encoding.isUtf8() && padded.isEmpty();
        CountingStream counted = new CountingStream(source.open(direct ? fromByte : 0), direct ? fromByte : 0);
        try {
            InputStream text =
                    unpadded(toUtf8(decompress(source.name(), counted, compression, limits), encoding), padded);
            if (!direct) {
                text.skipNBytes(fromByte);
            }
            return new TextStream(ahead && !direct ? ReadAhead.start(name(), text) : text, counted);
        } catch (IOException | RuntimeException e) {
            counted.close();
            throw e;
        }
    }

    static void requireOneFile(ByteSource source, Compression compression) throws IOException {
        if (compression == Compression.ZIP) {
            ZipListing.requireOneFile(source);
        }
    }

    static InputStream decompress(String name, CountingStream in, Compression compression, DecompressionLimits limits)
            throws IOException {
        return switch (compression) {
            case NONE -> in;
            case GZIP -> new BombGuard(name, new GunzipStream(name, in), in, limits);
            case ZIP -> new BombGuard(name, new UnzipStream(name, in), in, limits);
            case ZSTD, BZIP2, XZ -> new BombGuard(name, LibraryStream.open(name, in, compression), in, limits);
        };
    }

    static InputStream toUtf8(InputStream in, TextEncoding encoding) {
        if (encoding.isUtf8()) {
            return in;
        }
        return SingleByteToUtf8.handles(encoding.charset())
                ? new SingleByteToUtf8(in, encoding.charset())
                : new CharsetToUtf8(in, encoding.charset());
    }

    static InputStream unpadded(InputStream in, Optional<PaddedDelimiter> padded) {
        return padded.isPresent() ? new UnpaddedStream(in, padded.get()) : in;
    }
}
