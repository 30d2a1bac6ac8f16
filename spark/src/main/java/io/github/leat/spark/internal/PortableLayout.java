package io.github.leat.spark.internal;

import io.github.leat.core.Position;
import io.github.leat.core.infer.Evidence;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.infer.LineSeparator;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.Compression;
import io.github.leat.core.io.DecompressionLimits;
import io.github.leat.core.io.PaddedDelimiter;
import io.github.leat.core.io.TextEncoding;
import io.github.leat.core.io.TextSource;
import io.github.leat.core.record.CsvFormat;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * What the driver found out of a file, as executors need it: no evidence, no samples. Immutable.
 *
 * @param padding the delimiter and, if there is one, the quote of a text whose delimiters are padded; else empty
 * @param characters delimiter, then quote and comment, each a blank if there is none
 */
public record PortableLayout(
        Compression compression,
        String encoding,
        String padding,
        String characters,
        CsvFormat.Escape escape,
        List<String> nullTexts,
        List<Integer> limits,
        Position dataStart,
        PortableSchema schema)
        implements Serializable {
    private static final char NONE = 0;

    /** The layout of a file. */
    public static PortableLayout of(Layout layout) {
        CsvFormat format = layout.format();
        return new PortableLayout(
                layout.compression(),
                layout.encoding().name(),
                layout.text()
                        .padded()
                        .map(padded -> "" + padded.delimiter()
                                + padded.quote().map(String::valueOf).orElse(""))
                        .orElse(""),
                "" + format.delimiter() + format.quote().orElse(NONE)
                        + format.comment().orElse(NONE),
                format.escape(),
                List.copyOf(new TreeSet<>(format.nullTexts())),
                List.of(format.maxFieldBytes(), format.maxRecordBytes(), format.maxColumns()),
                layout.dataStart(),
                PortableSchema.of(layout.schema()));
    }

    /** Whether the file has any column. */
    public boolean hasColumns() {
        return !schema.columns().isEmpty();
    }

    /** Whether the text can be read in parts: offsets in it are offsets in the file. */
    public boolean isSplittable() {
        return compression == Compression.NONE
                && padding.isEmpty()
                && TextEncoding.of(encoding).isUtf8();
    }

    CsvFormat format() {
        char quote = characters.charAt(1);
        char comment = characters.charAt(2);
        return new CsvFormat(
                characters.charAt(0),
                quote == NONE ? Optional.empty() : Optional.of(quote),
                escape,
                comment == NONE ? Optional.empty() : Optional.of(comment),
                new TreeSet<>(nullTexts),
                limits.get(0),
                limits.get(1),
                limits.get(2));
    }

    TextSource text(ByteSource source) {
        return new TextSource(
                source,
                compression,
                TextEncoding.of(encoding),
                DecompressionLimits.defaults(),
                padding.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PaddedDelimiter(
                                padding.charAt(0),
                                padding.length() > 1 ? Optional.of(padding.charAt(1)) : Optional.empty())));
    }

    /** The layout of this source, whose evidence stayed on the driver. */
    public Layout layout(ByteSource source) {
        List<Evidence> columns = schema.columns().stream()
                .map(column -> new Evidence(Evidence.Step.TYPE, column.type(), 1, "The driver found it.", List.of()))
                .toList();
        return new Layout(
                text(source),
                format(),
                LineSeparator.LF,
                0,
                0,
                OptionalLong.empty(),
                dataStart,
                schema.schema(),
                0,
                false,
                List.of(),
                List.of(),
                columns);
    }
}
