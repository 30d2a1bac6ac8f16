package io.github.leat.benchmarks.csv;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.FieldDigest;
import io.github.leat.benchmarks.Touch;
import io.github.leat.testkit.generate.LineEnd;
import java.nio.charset.StandardCharsets;

/** Univocity, on one thread, or with a second thread that reads ahead, which is its default. */
final class UnivocityFields implements FieldReader {
    private final boolean readerThread;

    UnivocityFields(boolean readerThread) {
        this.readerThread = readerThread;
    }

    @Override
    public long touch(CsvInput input) {
        CsvParser parser = open(input);
        long sum = 0;
        for (String[] record = parser.parseNext(); record != null; record = parser.parseNext()) {
            sum += Texts.touch(record);
        }
        return sum;
    }

    @Override
    public void show(CsvInput input, FieldDigest digest) {
        CsvParser parser = open(input);
        parser.parseNext();
        for (String[] record = parser.parseNext(); record != null; record = parser.parseNext()) {
            for (int c = 0; c < record.length; c++) {
                digest.add(c, record[c]);
            }
        }
    }

    private CsvParser open(CsvInput input) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setAutoConfigurationEnabled(false);
        settings.setReadInputOnSeparateThread(readerThread);
        settings.getFormat().setLineSeparator(input.lineEnd() == LineEnd.CRLF ? "\r\n" : "\n");
        settings.setNormalizeLineEndingsWithinQuotes(false);
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.setSkipEmptyLines(false);
        settings.setNullValue("");
        settings.setEmptyValue("");
        settings.setMaxCharsPerColumn(1 << 16);
        settings.setMaxColumns(
                Math.max(settings.getMaxColumns(), input.columns().size()));
        CsvParser parser = new CsvParser(settings);
        parser.beginParsing(input.stream(), StandardCharsets.UTF_8);
        return parser;
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
