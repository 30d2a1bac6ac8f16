package io.github.leat.core.engine;

import io.github.leat.core.engine.EngineDialect.Plain;
import io.github.leat.core.engine.internal.RecodedStream;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.StreamSource;
import io.github.leat.core.io.TextStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A source whose records another engine finds. Its bytes are those records as RFC 4180 text in UTF-8, so that all that reads a
 * source reads them as its own: read it with {@code CsvReader}, load it with {@code Load}.
 *
 * <p>Record numbers are those of the source, and so are lines, unless values hold line ends that the source writes as escapes.
 * Byte offsets are those of the RFC 4180 text: a load goes on at its checkpoint by reading the source again and leaving out what
 * comes before. The size is not known. Costs a String for each field, and writing and reading each record once more. Opened
 * anew each time; not thread-safe.
 */
public final class EngineSource implements ByteSource {
    private final ByteSource source;
    private final CsvEngine engine;
    private final Optional<EngineDialect> dialect;
    private final Inference inference;
    private @Nullable Layout layout;

    private EngineSource(ByteSource source, CsvEngine engine, Optional<EngineDialect> dialect, Inference inference) {
        this.source = Objects.requireNonNull(source, "source");
        this.engine = Objects.requireNonNull(engine, "engine");
        this.dialect = dialect;
        this.inference = Objects.requireNonNull(inference, "inference");
    }

    /**
     * The source as an engine reads it, in the dialect that is inferred. With {@link CsvEngine#LEAT} the source itself.
     *
     * @param inference finds compression, encoding and dialect
     * @throws IOException if the source can be read only once, and its head cannot be read
     */
    public static ByteSource of(ByteSource source, CsvEngine engine, Inference inference) throws IOException {
        return engine == CsvEngine.LEAT
                ? source
                : replayable(new EngineSource(source, engine, Optional.empty(), inference));
    }

    /**
     * The source in a declared dialect, by the engine that the dialect needs.
     *
     * @param inference finds compression and encoding
     * @throws IOException if the source can be read only once, and its head cannot be read
     */
    public static ByteSource of(ByteSource source, EngineDialect dialect, Inference inference) throws IOException {
        return of(source, dialect.engine(), dialect, inference);
    }

    /**
     * The source in a declared dialect, by a named engine.
     *
     * @throws IllegalArgumentException if the engine is {@link CsvEngine#LEAT}
     * @throws IOException if the source can be read only once, and its head cannot be read
     */
    public static ByteSource of(ByteSource source, CsvEngine engine, EngineDialect dialect, Inference inference)
            throws IOException {
        if (engine == CsvEngine.LEAT) {
            throw new IllegalArgumentException("Leat's own reader takes a CsvFormat, not " + dialect.label() + ".");
        }
        return replayable(new EngineSource(source, engine, Optional.of(dialect), inference));
    }

    /** What can be read only once has to be a {@link StreamSource}, whose head can be looked at. */
    private static ByteSource replayable(EngineSource source) throws IOException {
        return source.isReplayable() ? source : StreamSource.of(source.name(), source.open(0));
    }

    @Override
    public String name() {
        return source.name();
    }

    /** That of the source, with engine and dialect: another reading of the same bytes is another load. */
    @Override
    public String identity() {
        return source.identity() + "?engine=" + engine.label()
                + dialect.map(value -> "&dialect=" + value.label()).orElse("");
    }

    @Override
    public Optional<String> version() {
        return source.version();
    }

    @Override
    public boolean isCurrent() {
        return source.isCurrent();
    }

    @Override
    public OptionalLong sizeInBytes() {
        return OptionalLong.empty();
    }

    @Override
    public boolean isReplayable() {
        return source.isReplayable();
    }

    @Override
    public InputStream open(long fromByte) throws IOException {
        Layout known = layout;
        if (known == null) {
            known = inference.infer(source);
            layout = known;
        }
        EngineDialect how = dialect.orElse(new Plain(known.format()));
        TextStream text = known.text().open(0);
        try {
            RecodedStream recoded = new RecodedStream(source.name(), text, engine, how);
            recoded.skipNBytes(fromByte);
            return recoded;
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
