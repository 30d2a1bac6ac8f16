package io.github.leat.testkit.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Invents CSV of a shape: the same settings give the same bytes on every machine and JDK.
 *
 * <p>Immutable and thread-safe; every call of a method that gives bytes generates anew, with about 1 MiB of memory whatever
 * the size. All texts are invented from word lists of this package. UTF-8, RFC 4180 but for planted faults.
 */
public final class CsvGenerator {
    private final CsvShape shape;
    private final long seed;
    private final long records;
    private final long bytes;
    private final LineEnd lineEnd;
    private final boolean hxl;
    private final Script script;
    private final DateStyle dates;
    private final Map<PlantedFault, Long> faults;

    private CsvGenerator(Builder builder) {
        shape = builder.shape;
        seed = builder.seed;
        records = builder.records;
        bytes = builder.bytes;
        lineEnd = builder.lineEnd;
        hxl = builder.hxl;
        script = builder.script;
        dates = builder.dates;
        faults = new EnumMap<>(builder.faults);
    }

    /** A builder for files of a shape. */
    public static Builder builder(CsvShape shape) {
        return new Builder(shape);
    }

    /** Writes the whole file into a stream, which stays open. */
    public GenerationReport writeTo(OutputStream out) throws IOException {
        Generation generation = start();
        do {
            out.write(generation.out().array(), 0, generation.out().size());
            generation.clear();
        } while (generation.fill());
        out.flush();
        return generation.report();
    }

    /** Writes the whole file, replacing one of that name. */
    public GenerationReport writeTo(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return writeTo(out);
        }
    }

    /** The file as a stream that generates while it is read; not thread-safe. */
    public InputStream open() {
        return new GeneratedInputStream(start());
    }

    /** The whole file in memory. */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Generation start() {
        long expected = records > 0 ? records : shape.mostRecords(bytes);
        RecordBytes out = new RecordBytes(lineEnd, shape == CsvShape.QUOTED);
        Generation generation = new Generation(
                recordShape(expected),
                out,
                new FaultPlan(faults, expected, seed),
                records > 0 ? records : Long.MAX_VALUE,
                records > 0 ? Long.MAX_VALUE : bytes,
                seed);
        for (String name : shape.columns()) {
            out.field(new Text(name));
        }
        out.endRecord();
        if (hxl) {
            byte[] row = shape.hxlRow().getBytes(StandardCharsets.US_ASCII);
            out.append(row, row.length);
            out.endRecord();
        }
        return generation;
    }

    private RecordShape recordShape(long expected) {
        return switch (shape) {
            case ACLED -> new AcledRecords(seed, expected, script, dates);
            case FOOD -> new FoodRecords(seed, expected, script);
            case NUMERIC -> new NumericRecords(seed);
            case QUOTED -> new QuotedRecords(seed, script);
        };
    }

    /** Builds a {@link CsvGenerator}; each option can be set once. Not thread-safe. */
    public static final class Builder {
        private final CsvShape shape;
        private final Set<String> alreadySet = new HashSet<>();
        private final Map<PlantedFault, Long> faults = new EnumMap<>(PlantedFault.class);
        private long seed = 1;
        private long records;
        private long bytes;
        private LineEnd lineEnd = LineEnd.LF;
        private boolean hxl;
        private Script script = Script.MIXED;
        private DateStyle dates = DateStyle.LONG;

        private Builder(CsvShape shape) {
            this.shape = shape;
        }

        /** What the content depends on; default 1. */
        public Builder seed(long value) {
            once("seed");
            seed = value;
            return this;
        }

        /** Number of data records, above 0. Either this or {@link #bytes} is needed. */
        public Builder records(long value) {
            once("records");
            records = requirePositive("records", value);
            return this;
        }

        /** Size of the file, above 0: ends with the first record that reaches it. */
        public Builder bytes(long value) {
            once("bytes");
            bytes = requirePositive("bytes", value);
            return this;
        }

        /** Default LF. Line breaks inside quotes do not depend on it. */
        public Builder lineEnd(LineEnd value) {
            once("lineEnd");
            lineEnd = value;
            return this;
        }

        /** Whether an HXL row follows the header; default not. Only ACLED and FOOD have one. */
        public Builder hxl(boolean value) {
            once("hxl");
            if (value && !shape.hasHxl()) {
                throw new IllegalArgumentException(shape + " has no HXL row. ACLED and FOOD do.");
            }
            hxl = value;
            return this;
        }

        /** Default {@link Script#MIXED}. */
        public Builder script(Script value) {
            once("script");
            script = value;
            return this;
        }

        /** How ACLED's dates are written; default {@link DateStyle#LONG}. */
        public Builder dates(DateStyle value) {
            once("dates");
            dates = value;
            return this;
        }

        /** Makes exactly this many records have a fault; once for each fault, and only with {@link #records}. */
        public Builder plant(PlantedFault fault, long count) {
            once("plant " + fault);
            faults.put(fault, requirePositive("count", count));
            return this;
        }

        /**
         * The generator.
         *
         * @throws IllegalArgumentException if not exactly one of records and bytes is set, or the faults do not fit
         */
        public CsvGenerator build() {
            if ((records > 0) == (bytes > 0)) {
                throw new IllegalArgumentException("Set the number of records or the number of bytes, and not both.");
            }
            if (!faults.isEmpty() && records == 0) {
                throw new IllegalArgumentException(
                        "Faults are planted among a number of records. Set that, not bytes.");
            }
            if (records > 0) {
                new FaultPlan(faults, records, seed);
            }
            return new CsvGenerator(this);
        }

        private void once(String option) {
            if (!alreadySet.add(option)) {
                throw new IllegalArgumentException("The option " + option + " is set twice.");
            }
        }

        private static long requirePositive(String option, long value) {
            if (value < 1) {
                throw new IllegalArgumentException("The option " + option + " must be above 0, got " + value);
            }
            return value;
        }
    }
}
