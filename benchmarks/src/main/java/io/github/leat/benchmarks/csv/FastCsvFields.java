package io.github.leat.benchmarks.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.FieldDigest;
import io.github.leat.benchmarks.Touch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** FastCSV with a callback of its lowest level: no String, no record object. From bytes, or from characters decoded before. */
final class FastCsvFields implements FieldReader {
    private final boolean decodedBefore;

    FastCsvFields(boolean decodedBefore) {
        this.decodedBefore = decodedBefore;
    }

    @Override
    public long touch(CsvInput input) throws IOException {
        Toucher toucher = new Toucher();
        run(input, toucher);
        return toucher.sum;
    }

    @Override
    public void show(CsvInput input, FieldDigest digest) throws IOException {
        run(input, new Shower(digest));
    }

    private void run(CsvInput input, CsvCallbackHandler<Boolean> handler) throws IOException {
        CsvReader.CsvReaderBuilder builder = CsvReader.builder().skipEmptyLines(false);
        try (CsvReader<Boolean> reader = decodedBefore
                ? builder.build(handler, input.text())
                : builder.build(handler, input.stream(), StandardCharsets.UTF_8)) {
            reader.spliterator().forEachRemaining(ignored -> {});
        }
    }

    @Override
    public Touch touches() {
        return Touch.CHARS;
    }

    @Override
    public boolean touchesHeader() {
        return true;
    }

    private static final class Toucher extends CsvCallbackHandler<Boolean> {
        private long sum;
        private int fields;

        @Override
        protected void beginRecord(long startingLineNumber) {
            fields = 0;
        }

        @Override
        protected void addField(char[] buffer, int offset, int length, boolean quoted) {
            fields++;
            sum += length == 0 ? 0 : length + buffer[offset];
        }

        @Override
        protected RecordType getRecordType() {
            return RecordType.DATA;
        }

        @Override
        protected int getFieldCount() {
            return fields;
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
            return Boolean.TRUE;
        }
    }

    private static final class Shower extends AbstractBaseCsvCallbackHandler<Boolean> {
        private final FieldDigest digest;
        private long records;

        Shower(FieldDigest digest) {
            this.digest = digest;
        }

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            if (records > 0) {
                digest.add(column, new String(buffer, offset, length));
            }
        }

        @Override
        protected Boolean buildRecord() {
            records++;
            return Boolean.TRUE;
        }
    }
}
