package io.github.leat.core.engine.internal;

import io.github.leat.core.engine.EngineDialect;
import io.github.leat.core.engine.EngineDialect.Delimited;
import io.github.leat.core.engine.EngineDialect.EscapedTabs;
import io.github.leat.core.engine.EngineDialect.FixedWidth;
import io.github.leat.core.engine.EngineDialect.Plain;
import io.github.leat.core.engine.EngineDialect.Predefined;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/** Records by Commons CSV. A class of its own, so that it is loaded only where the library is needed. */
final class CommonsRows implements Rows {
    private final Iterator<CSVRecord> records;
    private @Nullable String[] fields = {};
    private long charsBefore;

    private CommonsRows(CSVParser parser) {
        this.records = parser.iterator();
    }

    static Rows open(Reader text, EngineDialect dialect) throws IOException {
        return new CommonsRows(
                CSVParser.builder().setReader(text).setFormat(format(dialect)).get());
    }

    private static CSVFormat format(EngineDialect dialect) {
        if (dialect instanceof Predefined predefined) {
            String name = predefined.name().replace("-", "");
            return Arrays.stream(CSVFormat.Predefined.values())
                    .filter(value -> value.name()
                            .replace("_", "")
                            .toLowerCase(Locale.ROOT)
                            .equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("This Commons CSV has no " + predefined.name()))
                    .getFormat();
        }
        // Quoted empty fields are told from NULL only with this mode; it has to do with writing otherwise.
        CSVFormat.Builder lenient = CSVFormat.RFC4180
                .builder()
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .setIgnoreEmptyLines(true)
                .setTrailingData(true)
                .setLenientEof(true);
        if (dialect instanceof Delimited delimited) {
            // The text comes a byte for a character.
            byte[] bytes = delimited.delimiter().getBytes(StandardCharsets.UTF_8);
            return lenient.setDelimiter(new String(bytes, StandardCharsets.ISO_8859_1))
                    .get();
        }
        if (dialect instanceof Plain plain) {
            CsvFormat format = plain.format();
            lenient.setDelimiter(format.delimiter())
                    .setQuote(format.quote().orElse(null))
                    .setCommentMarker(format.comment().orElse(null));
            return (format.escape() == Escape.BACKSLASH ? lenient.setEscape('\\') : lenient).get();
        }
        if (dialect instanceof FixedWidth || dialect instanceof EscapedTabs) {
            throw new IllegalArgumentException("Commons CSV does not read " + dialect.label() + ".");
        }
        throw new AssertionError(dialect);
    }

    @Override
    public boolean next() throws IOException {
        try {
            if (!records.hasNext()) {
                return false;
            }
            CSVRecord record = records.next();
            fields = record.values();
            charsBefore = record.getCharacterPosition();
            return true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public @Nullable String[] fields() {
        return fields;
    }

    @Override
    public long charsBefore() {
        return charsBefore;
    }
}
