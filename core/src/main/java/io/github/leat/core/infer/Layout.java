package io.github.leat.core.infer;

import io.github.leat.core.Position;
import io.github.leat.core.io.Compression;
import io.github.leat.core.io.TextEncoding;
import io.github.leat.core.io.TextSource;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How a source is laid out: what an {@link Inference} decided, and why. Immutable.
 *
 * @param text the source's text, decompressed and in UTF-8: what a reader opens at {@link #dataStart()}
 * @param format the dialect
 * @param lineSeparator what ends the records of the sample
 * @param preambleLines lines above the header, or above the data where there is no header
 * @param headerLines lines of the header, 0 if there is none; hashtags do not count
 * @param hxlLine line number, from 1, on which the HXL hashtags begin
 * @param dataStart where the first data record begins, or the end of what was sampled if there is none; its record is 0
 * @param schema the columns; none for an empty source
 * @param recordsSampled data records that the types rest on
 * @param exhaustive whether these are all records of the source
 * @param sampleRecords the texts of the first few data records
 * @param steps evidence of each step but the types, in order
 * @param columns evidence of each column's type, in the order of the schema
 */
public record Layout(
        TextSource text,
        CsvFormat format,
        LineSeparator lineSeparator,
        long preambleLines,
        long headerLines,
        OptionalLong hxlLine,
        Position dataStart,
        Schema schema,
        long recordsSampled,
        boolean exhaustive,
        List<List<String>> sampleRecords,
        List<Evidence> steps,
        List<Evidence> columns) {
    /** Most records that {@link #sampleRecords()} holds. */
    public static final int SAMPLE_RECORDS = 10;

    /**
     * Checks the columns.
     *
     * @throws IllegalArgumentException if there is not one evidence for each column
     */
    public Layout {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(dataStart, "dataStart");
        sampleRecords = List.copyOf(sampleRecords);
        steps = List.copyOf(steps);
        columns = List.copyOf(columns);
        if (columns.size() != schema.size()) {
            throw new IllegalArgumentException(
                    "There are " + schema.size() + " columns, but evidence for " + columns.size());
        }
    }

    /** How the bytes are compressed. */
    public Compression compression() {
        return text.compression();
    }

    /** How the decompressed bytes encode text. */
    public TextEncoding encoding() {
        return text.encoding();
    }

    /** Evidence of a step other than the types. */
    public Evidence evidence(Evidence.Step step) {
        return steps.stream()
                .filter(evidence -> evidence.step() == step)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Ask columns() for evidence of a " + step));
    }
}
