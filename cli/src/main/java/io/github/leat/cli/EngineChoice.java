package io.github.leat.cli;

import io.github.leat.core.SourceException;
import io.github.leat.core.engine.CsvEngine;
import io.github.leat.core.engine.EngineDialect;
import io.github.leat.core.engine.EngineSource;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.DecompressionLimits;
import io.github.leat.core.io.TextEncoding;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Which parser reads the sources.
 *
 * @param engine the one that was named, LEAT if none was
 * @param dialect the dialect that was declared
 */
record EngineChoice(CsvEngine engine, @Nullable EngineDialect dialect) {
    /** The source as the engine reads it. */
    ByteSource of(ByteSource source, DecompressionLimits limits) {
        Inference inference =
                Inference.builder().minConfidence(0).limits(limits).build();
        try {
            return dialect == null
                    ? EngineSource.of(source, engine, inference)
                    : EngineSource.of(source, dialect, inference);
        } catch (IOException e) {
            throw new SourceException(
                    source.name() + " cannot be read: " + Json.reason(e) + ". Check the file and its disk.", e);
        }
    }

    /** What is known of a source that another engine reads: it comes as RFC 4180. */
    Inference.Builder declare(Inference.Builder inference) {
        boolean own = engine == CsvEngine.LEAT && dialect == null;
        return own
                ? inference
                : inference.encoding(TextEncoding.UTF_8).delimiter(',').quote('"');
    }
}
