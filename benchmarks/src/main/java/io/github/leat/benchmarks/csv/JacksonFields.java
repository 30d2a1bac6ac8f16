package io.github.leat.benchmarks.csv;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.FieldDigest;
import io.github.leat.benchmarks.Touch;
import java.io.IOException;

/** Jackson: its stream of tokens, without data binding and without Strings. */
final class JacksonFields implements FieldReader {
    private static final CsvFactory FACTORY = new CsvFactory();

    @Override
    public long touch(CsvInput input) throws IOException {
        long sum = 0;
        try (CsvParser parser = open(input)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    int length = parser.getTextLength();
                    sum += length;
                    if (length > 0) {
                        sum += parser.getTextCharacters()[parser.getTextOffset()];
                    }
                }
            }
        }
        return sum;
    }

    @Override
    public void show(CsvInput input, FieldDigest digest) throws IOException {
        try (CsvParser parser = open(input)) {
            int column = 0;
            long records = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    column = 0;
                    records++;
                } else if (token == JsonToken.VALUE_STRING) {
                    if (records > 1) {
                        digest.add(column, parser.getText());
                    }
                    column++;
                }
            }
        }
    }

    private static CsvParser open(CsvInput input) throws IOException {
        return FACTORY.createParser(input.stream());
    }

    @Override
    public Touch touches() {
        return Touch.CHARS;
    }

    @Override
    public boolean touchesHeader() {
        return true;
    }
}
