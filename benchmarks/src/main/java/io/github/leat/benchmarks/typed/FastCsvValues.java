package io.github.leat.benchmarks.typed;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.Touch;
import io.github.leat.core.schema.ColumnType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** FastCSV's callback with the JDK's own parsing: only what the JDK parses becomes a String. */
final class FastCsvValues implements ValueReader {
    @Override
    public Sums sum(CsvInput input) throws IOException {
        Summing summing = new Summing(input);
        run(input, summing);
        return new Sums(summing.whole, summing.fractions, summing.textLengths, summing.firsts);
    }

    @Override
    public void show(CsvInput input, ValueDigest digest) throws IOException {
        run(input, new Showing(input, digest));
    }

    private static void run(CsvInput input, Decoding decoding) throws IOException {
        try (CsvReader<Boolean> reader =
                CsvReader.builder().skipEmptyLines(false).build(decoding, input.stream(), StandardCharsets.UTF_8)) {
            reader.spliterator().forEachRemaining(ignored -> {});
        }
    }

    @Override
    public Touch touches() {
        return Touch.CHARS;
    }

    /** Skips the header and keeps count of fields. */
    private abstract static class Decoding extends CsvCallbackHandler<Boolean> {
        final ColumnType.Kind[] kinds;
        final DateTimeFormatter dates;
        private int field;
        private boolean header = true;

        Decoding(CsvInput input) {
            List<ColumnType> types = input.kind().types();
            kinds = types.stream().map(ColumnType::kind).toArray(ColumnType.Kind[]::new);
            dates = DateTimeFormatter.ofPattern(input.kind().datePattern(), Locale.ENGLISH);
        }

        abstract void decode(int column, char[] buffer, int offset, int length);

        @Override
        protected void beginRecord(long startingLineNumber) {
            field = 0;
        }

        @Override
        protected void addField(char[] buffer, int offset, int length, boolean quoted) {
            int column = field++;
            if (!header) {
                decode(column, buffer, offset, length);
            }
        }

        @Override
        protected RecordType getRecordType() {
            return RecordType.DATA;
        }

        @Override
        protected int getFieldCount() {
            return field;
        }

        @Override
        protected void setComment(char[] buffer, int offset, int length) {
            throw new IllegalStateException("a comment");
        }

        @Override
        protected void setEmpty() {
            throw new IllegalStateException("an empty line");
        }

        @Override
        protected Boolean buildRecord() {
            header = false;
            return Boolean.TRUE;
        }
    }

    private static final class Summing extends Decoding {
        private long whole;
        private double fractions;
        private long textLengths;
        private long firsts;

        Summing(CsvInput input) {
            super(input);
        }

        @Override
        void decode(int column, char[] buffer, int offset, int length) {
            if (length == 0) {
                return;
            }
            switch (kinds[column]) {
                case LONG -> whole += Long.parseLong(new String(buffer, offset, length));
                case DOUBLE -> fractions += Double.parseDouble(new String(buffer, offset, length));
                case DATE ->
                    whole += LocalDate.parse(new String(buffer, offset, length), dates)
                            .toEpochDay();
                case BOOLEAN -> whole += Boolean.parseBoolean(new String(buffer, offset, length)) ? 1 : 0;
                default -> {
                    textLengths += length;
                    firsts += buffer[offset];
                }
            }
        }
    }

    private static final class Showing extends Decoding {
        private final ValueDigest digest;

        Showing(CsvInput input, ValueDigest digest) {
            super(input);
            this.digest = digest;
        }

        @Override
        void decode(int column, char[] buffer, int offset, int length) {
            String text = new String(buffer, offset, length);
            if (length == 0) {
                digest.nothing(column);
                return;
            }
            switch (kinds[column]) {
                case LONG -> digest.whole(column, Long.parseLong(text));
                case DOUBLE -> digest.fraction(column, Double.parseDouble(text));
                case DATE -> digest.whole(column, LocalDate.parse(text, dates).toEpochDay());
                case BOOLEAN -> digest.whole(column, Boolean.parseBoolean(text) ? 1 : 0);
                default -> digest.text(column, text);
            }
        }
    }
}
