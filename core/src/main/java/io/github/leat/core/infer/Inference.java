package io.github.leat.core.infer;

import io.github.leat.core.SchemaException;
import io.github.leat.core.infer.Evidence.Step;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.DecompressionLimits;
import io.github.leat.core.io.PaddedDelimiter;
import io.github.leat.core.io.Sample;
import io.github.leat.core.io.TextEncoding;
import io.github.leat.core.io.TextSource;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.record.internal.ValueParser;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.ValueFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out how a source is laid out, in one ordered decision: compression, encoding, dialect, preamble, header, HXL
 * hashtags, names, types. Each step says why ({@link Evidence}), and each can be declared instead.
 *
 * <p>Rests on a sample from the head: 1 MiB by default, whatever the size of the source; encoding and types rest also on 64 KiB
 * each from the middle and the end where the source can be opened there. So a value in between may break a type, which the load
 * then handles; {@link Builder#exact} looks at all values instead. Immutable and thread-safe.
 */
public final class Inference {
    /** Whether the first record of the table names the columns. */
    public enum Header {
        /** Find out. */
        AUTO,
        /** It does. */
        PRESENT,
        /** It does not; columns are called {@code column_1} and so on. */
        ABSENT
    }

    /** Most records that may be declared to name the columns. */
    public static final int MAX_HEADER_RECORDS = 100;

    /** As a quote: nothing encloses fields. */
    public static final char NO_QUOTE = DialectChoices.NO_QUOTE;

    /** A sample with hardly a line end grows to this many bytes, so that a wide header and a record fit. */
    private static final int LARGEST_SAMPLE = 8 << 20;

    private static final double DEFAULT_MIN_CONFIDENCE = 0.05;

    private final int sampleBytes;
    private final Optional<TextEncoding> encoding;
    private final CsvFormat base;
    private final DialectChoices dialect;
    private final Header header;
    private final int headerRecords;
    private final boolean hxl;
    private final Map<String, ColumnType> types;
    private final Map<String, ValueFormat> formats;
    private final DecompressionLimits limits;
    private final double minConfidence;
    private final boolean exact;

    private Inference(Builder from) {
        this.sampleBytes = from.sampleBytes;
        this.encoding = from.encoding;
        this.base = from.base;
        this.dialect = new DialectChoices(from.delimiter, from.quote, from.escape);
        this.header = from.header;
        this.headerRecords = from.headerRecords;
        this.hxl = from.hxl;
        this.types = Map.copyOf(from.types);
        this.formats = Map.copyOf(from.formats);
        this.limits = from.limits;
        this.minConfidence = from.minConfidence;
        this.exact = from.exact;
    }

    /** Everything is found out, from a sample of 1 MiB. */
    public static Inference defaults() {
        return builder().build();
    }

    /** A builder in which nothing is declared. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Looks at the head of a source.
     *
     * <p>A source that can be read once has to be a {@link io.github.leat.core.io.StreamSource}; it can be opened afterwards.
     *
     * @throws io.github.leat.core.SourceException if the source cannot be read or is no text
     * @throws SchemaException if a decision is too doubtful, or a declared column is not there
     * @throws IOException if reading fails otherwise
     */
    public Layout infer(ByteSource source) throws IOException {
        Sample sample = Sample.of(source, sampleBytes, Math.max(sampleBytes, LARGEST_SAMPLE), limits);
        FarBytes far = FarBytes.after(sample, source);
        EncodingFinder.Found text =
                encoding.map(EncodingFinder::declared).orElseGet(() -> EncodingFinder.find(sample, far));
        byte[] bytes = sample.toUtf8(source.name(), text.encoding());
        Doubt.refuse(source.name(), text.evidence(), minConfidence);
        int from = startsWithMark(bytes) ? 3 : 0;
        DialectChoices choices = source.isRfc4180() ? DialectChoices.RFC_4180 : dialect;
        DialectFinder.Found found = new DialectFinder(bytes, from, sample.exhaustive(), base, choices).find();
        Doubt.refuse(source.name(), found.evidence(), minConfidence);
        Optional<PaddedDelimiter> padded = found.padded()
                ? Optional.of(new PaddedDelimiter(
                        found.format().delimiter(), found.format().quote()))
                : Optional.empty();
        bytes = padded.isPresent() ? padded.get().unpad(bytes) : bytes;
        Tokens plain =
                Tokenizer.split(bytes, from, bytes.length, found.format(), Integer.MAX_VALUE, sample.exhaustive());
        int width = TableFinder.usualWidth(plain);
        ColumnShapes shapes = ColumnShapes.of(plain, width);
        Tokens tokens =
                RecordMender.mend(plain, found.format(), width, shapes, true).tokens();
        requireRecords(source, tokens, sample, found.format());
        TableShape table = new TableFinder(tokens, header, headerRecords, hxl).find();
        table.evidence().stream()
                .filter(evidence -> evidence.step() == Step.HEADER)
                .forEach(evidence -> Doubt.refuse(source.name(), evidence, minConfidence));

        List<Evidence> steps = new ArrayList<>();
        steps.add(Evidence.of(Step.COMPRESSION, sample.compression().label(), 1, "The first bytes of the file tell."));
        steps.add(text.evidence());
        steps.add(found.evidence());
        steps.addAll(table.evidence());
        steps.add(BelowTable.judge(tokens, table, width, shapes, sample.exhaustive()));
        TextSource whole = new TextSource(source, sample.compression(), text.encoding(), limits, padded);
        Scope scope = new Scope(whole, found.format(), sample, far, exact);
        NullTexts nulls = new NullTexts(base.nullTexts());
        return new LayoutAssembly(source.name(), tokens, table, from)
                .columns(new ColumnTypes(types, formats, nulls, found.format().delimiter()), scope)
                .layout(whole, found.format(), scope.exhaustive(), steps);
    }

    private static boolean startsWithMark(byte[] b) {
        return b.length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF;
    }

    private static void requireRecords(ByteSource source, Tokens tokens, Sample sample, CsvFormat format) {
        int records = tokens.records();
        for (int r = 0; r < records; r++) {
            if (tokens.width(r) > format.maxColumns()) {
                throw new SchemaException(source.name() + " has a record of more than " + Count.of(format.maxColumns())
                        + " fields. If that is meant, raise maxColumns; else declare the delimiter.");
            }
        }
        boolean cut = records == 1 && !sample.exhaustive() && tokens.recordTo(0) == tokens.bytes.length;
        if (cut && tokens.bytes[tokens.bytes.length - 1] != '\n') {
            throw new SchemaException(source.name() + ": the first record does not end within "
                    + Count.of(tokens.bytes.length)
                    + " bytes, so the columns cannot be told. Check that it is CSV; if a quote"
                    + " is missing its partner, declare the quote.");
        }
    }

    /** Builds an {@link Inference}. Refuses an option set twice. Not thread-safe. */
    public static final class Builder {
        private final Set<String> set = new HashSet<>();
        private int sampleBytes = Sample.DEFAULT_BYTES;
        private Optional<TextEncoding> encoding = Optional.empty();
        private CsvFormat base = CsvFormat.rfc4180();
        private Optional<Character> delimiter = Optional.empty();
        private Optional<Character> quote = Optional.empty();
        private Optional<Escape> escape = Optional.empty();
        private Header header = Header.AUTO;
        private int headerRecords = 1;
        private boolean hxl = true;
        private Map<String, ColumnType> types = Map.of();
        private Map<String, ValueFormat> formats = Map.of();
        private DecompressionLimits limits = DecompressionLimits.defaults();
        private double minConfidence = DEFAULT_MIN_CONFIDENCE;
        private boolean exact;

        private Builder() {}

        private void once(String option) {
            if (!set.add(option)) {
                throw new IllegalStateException(option + " was set already");
            }
        }

        /**
         * Bytes of the sample, decompressed; default 1 MiB. Fewer make wrong types likelier; time and memory grow with it.
         *
         * @throws IllegalArgumentException if below 1
         */
        public Builder sampleBytes(int value) {
            once("sampleBytes");
            if (value < 1) {
                throw new IllegalArgumentException("sampleBytes must be above 0, got " + value);
            }
            sampleBytes = value;
            return this;
        }

        /** Declares the encoding. */
        public Builder encoding(TextEncoding value) {
            once("encoding");
            encoding = Optional.of(value);
            return this;
        }

        /**
         * What holds besides delimiter, quote and escape: the comment character, null texts and limits. Default {@link
         * CsvFormat#rfc4180()}. Delimiter, quote and escape of the value are not taken for declared.
         */
        public Builder format(CsvFormat value) {
            once("format");
            base = value;
            return this;
        }

        /** Declares the delimiter. */
        public Builder delimiter(char value) {
            once("delimiter");
            delimiter = Optional.of(value);
            return this;
        }

        /** Declares the quote. */
        public Builder quote(char value) {
            once("quote");
            quote = Optional.of(value);
            return this;
        }

        /** Declares that nothing encloses fields. */
        public Builder noQuote() {
            return quote(DialectChoices.NO_QUOTE);
        }

        /** Declares how a quote inside quotes is written. */
        public Builder escape(Escape value) {
            once("escape");
            escape = Optional.of(value);
            return this;
        }

        /** Declares whether there is a header; default {@link Header#AUTO}. Where there are HXL hashtags, they decide. */
        public Builder header(Header value) {
            once("header");
            header = value;
            return this;
        }

        /**
         * Declares how many records name the columns, one below the other; the names of a column are joined by blanks. 0 is
         * {@link Header#ABSENT}, 1 is {@link Header#PRESENT}; set instead of {@link #header}. Above HXL hashtags it is
         * that many records, if there are so many.
         *
         * @throws IllegalArgumentException if not from 0 to {@value Inference#MAX_HEADER_RECORDS}
         */
        public Builder headerRecords(int value) {
            once("header");
            if (value < 0 || value > MAX_HEADER_RECORDS) {
                throw new IllegalArgumentException(
                        "headerRecords is from 0 to " + MAX_HEADER_RECORDS + ", got " + value);
            }
            header = value == 0 ? Header.ABSENT : Header.PRESENT;
            headerRecords = Math.max(1, value);
            return this;
        }

        /** Whether to look for HXL hashtags; default true. */
        public Builder hxl(boolean value) {
            once("hxl");
            hxl = value;
            return this;
        }

        /** Declares types of columns, by source name or SQL name. */
        public Builder types(Map<String, ColumnType> value) {
            once("types");
            types = value;
            return this;
        }

        /** Declares how the values of columns are written, by source name or SQL name; their types are to be declared too. */
        public Builder formats(Map<String, ValueFormat> value) {
            once("formats");
            formats = value;
            return this;
        }

        /**
         * Whether types rest on all records instead of a sample; default false. Reads a source that is larger than the sample
         * twice before it is loaded, in memory that does not grow; refused for one that can be read only once.
         */
        public Builder exact(boolean value) {
            once("exact");
            exact = value;
            return this;
        }

        /** What decompression may grow to. */
        public Builder limits(DecompressionLimits value) {
            once("limits");
            limits = value;
            return this;
        }

        /**
         * Confidence in encoding, dialect and header, 0 to 1, below which the source is refused with the candidates; default
         * 0.05, which only files without any regularity fall below. With 0 nothing is refused. A doubtful type refuses
         * nothing: such a column is TEXT, and its evidence lists the candidates.
         *
         * @throws IllegalArgumentException if not from 0 to 1
         */
        public Builder minConfidence(double value) {
            once("minConfidence");
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("minConfidence is from 0 to 1, got " + value);
            }
            minConfidence = value;
            return this;
        }

        /**
         * The inference.
         *
         * @throws IllegalArgumentException if a declared format is none of its column's declared type
         */
        public Inference build() {
            types.forEach((name, type) -> {
                Optional<ValueFormat> format = Optional.ofNullable(formats.get(name));
                ValueParser.of(Column.of(name, type).withType(type, format));
            });
            return new Inference(this);
        }
    }
}
