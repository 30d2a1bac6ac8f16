package io.github.leat.cli;

import io.github.leat.core.SourceException;
import io.github.leat.core.engine.CsvEngine;
import io.github.leat.core.engine.EngineDialect;
import io.github.leat.core.engine.EngineSource;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.DecompressionLimits;
import io.github.leat.core.io.TextEncoding;
import io.github.leat.xlsx.XlsxSource;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which parser reads the sources.
 *
 * @param engine the one that was named, LEAT if none was
 * @param dialect the dialect that was declared
 * @param sheet the sheet of a workbook that was named
 */
record EngineChoice(CsvEngine engine, @Nullable EngineDialect dialect, Optional<String> sheet) {
    /** The source as the engine reads it; of a workbook, a sheet. */
    ByteSource of(ByteSource source, DecompressionLimits limits) {
        Inference inference =
                Inference.builder().minConfidence(0).limits(limits).build();
        try {
            ByteSource records = records(source, limits);
            return dialect == null
                    ? EngineSource.of(records, engine, inference)
                    : EngineSource.of(records, dialect, inference);
        } catch (IOException e) {
            throw new SourceException(
                    source.name() + " cannot be read: " + Json.reason(e) + ". Check the file and its disk.", e);
        }
    }

    private ByteSource records(ByteSource source, DecompressionLimits limits) throws IOException {
        if (XlsxSource.isWorkbook(source)) {
            return XlsxSource.of(source, sheet, limits);
        }
        if (sheet.isPresent()) {
            throw new SourceException(source.name() + " is no workbook (XLSX), so it has no sheet " + sheet.get()
                    + ". Leave out --sheet.");
        }
        return source;
    }

    /** What is known of a source that another engine reads: it comes as RFC 4180. */
    Inference.Builder declare(Inference.Builder inference) {
        boolean own = engine == CsvEngine.LEAT && dialect == null;
        return own
                ? inference
                : inference.encoding(TextEncoding.UTF_8).delimiter(',').quote('"');
    }
}
