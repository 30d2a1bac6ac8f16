package io.github.leat.core.engine.internal;

import com.univocity.parsers.common.AbstractParser;
import com.univocity.parsers.common.CommonParserSettings;
import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import com.univocity.parsers.fixed.FixedWidthFields;
import com.univocity.parsers.fixed.FixedWidthParser;
import com.univocity.parsers.fixed.FixedWidthParserSettings;
import com.univocity.parsers.tsv.TsvParser;
import com.univocity.parsers.tsv.TsvParserSettings;
import io.github.leat.core.engine.EngineDialect;
import io.github.leat.core.engine.EngineDialect.EscapedTabs;
import io.github.leat.core.engine.EngineDialect.FixedWidth;
import io.github.leat.core.engine.EngineDialect.Plain;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Records by Univocity. A class of its own, so that it is loaded only where the library is needed. */
final class UnivocityRows implements Rows {
    private static final int MAX_COLUMNS = 1 << 16;

    private final AbstractParser<?> parser;
    private @Nullable String[] fields = {};
    private long charsBefore;
    private long charsSoFar;

    private UnivocityRows(AbstractParser<?> parser, Reader text) {
        this.parser = parser;
        parser.beginParsing(text);
    }

    static Rows open(Reader text, EngineDialect dialect) {
        return new UnivocityRows(parser(dialect), text);
    }

    private static AbstractParser<?> parser(EngineDialect dialect) {
        if (dialect instanceof FixedWidth fixed) {
            FixedWidthFields widths = new FixedWidthFields(
                    fixed.widths().stream().mapToInt(Integer::intValue).toArray());
            FixedWidthParserSettings settings = new FixedWidthParserSettings(widths);
            settings.setRecordEndsOnNewline(true);
            settings.setSkipTrailingCharsUntilNewline(false);
            return new FixedWidthParser(common(settings));
        }
        if (dialect instanceof EscapedTabs) {
            TsvParserSettings settings = common(new TsvParserSettings());
            keepBlanks(settings);
            return new TsvParser(settings);
        }
        if (dialect instanceof Plain plain) {
            return new CsvParser(csv(plain.format()));
        }
        throw new IllegalArgumentException("Univocity does not read " + dialect.label() + ".");
    }

    private static CsvParserSettings csv(CsvFormat format) {
        CsvParserSettings settings = common(new CsvParserSettings());
        keepBlanks(settings);
        settings.setMaxColumns(format.maxColumns());
        settings.setEmptyValue("");
        settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_DELIMITER);
        settings.setNormalizeLineEndingsWithinQuotes(false);
        settings.getFormat().setDelimiter(format.delimiter());
        char quote = format.quote().orElse('\0');
        settings.getFormat().setQuote(quote);
        settings.getFormat().setQuoteEscape(format.escape() == Escape.BACKSLASH ? '\\' : quote);
        settings.getFormat().setComment(format.comment().orElse('\0'));
        return settings;
    }

    private static <S extends CommonParserSettings<?>> S common(S settings) {
        settings.setLineSeparatorDetectionEnabled(true);
        settings.setMaxCharsPerColumn(-1);
        settings.setMaxColumns(MAX_COLUMNS);
        settings.setReadInputOnSeparateThread(false);
        settings.setSkipEmptyLines(true);
        settings.setSkipBitsAsWhitespace(false);
        settings.setAutoClosingEnabled(false);
        settings.getFormat().setComment('\0');
        return settings;
    }

    private static void keepBlanks(CommonParserSettings<?> settings) {
        settings.trimValues(false);
    }

    @Override
    public boolean next() throws IOException {
        try {
            charsBefore = charsSoFar;
            @Nullable String[] next = parser.parseNext();
            if (next == null) {
                return false;
            }
            fields = next;
            charsSoFar = parser.getContext().currentChar();
            return true;
        } catch (TextParsingException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw e;
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
