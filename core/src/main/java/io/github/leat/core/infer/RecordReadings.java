package io.github.leat.core.infer;

import io.github.leat.core.infer.RecordSplitter.Split;
import io.github.leat.core.record.CsvFormat;
import org.jspecify.annotations.Nullable;

/**
 * The ways to read one line as one record of the table: with a quote that is text, with a delimiter missing, with another
 * delimiter or quote in this record alone. The likeliest counts, if it is likelier than that cells are absent or too many.
 */
final class RecordReadings {
    private static final char[] OTHER_DELIMITERS = {';', '\t', '|', ',', ' '};
    /** How much likelier than the plain reading another one has to be. */
    private static final double MARGIN = 1;

    private static final int MOST_COLUMNS = 500;
    /** Fields of a record from which on a blank at the beginning of each but the first is no chance. */
    static final int FEWEST_PADDED = 3;

    private final byte[] b;
    private final CsvFormat format;
    private final int quote;
    private final int width;
    private final ColumnShapes shapes;
    private final ColumnShapes none;
    private final RecordSplitter splitter;

    RecordReadings(byte[] bytes, CsvFormat format, int width, ColumnShapes shapes) {
        this.b = bytes;
        this.format = format;
        this.quote = format.quote().map(c -> (int) c).orElse(-1);
        this.width = width;
        this.shapes = shapes;
        this.none = ColumnShapes.none();
        this.splitter = new RecordSplitter(bytes, width, format.delimiter() == ' ');
    }

    /** The line with its quotes taken for text where they enclose nothing, or null if that does not give the table's width. */
    @Nullable
    Split withTextQuotes(int from, int to, boolean first) {
        if (width > MOST_COLUMNS || !has(quote, from, to)) {
            return null;
        }
        Split split = splitter.split(from, to, format.delimiter(), quote, false, first ? none : shapes);
        return split != null && split.cost() < limit() ? split : null;
    }

    /**
     * The likeliest other reading of a line, or null if the plain one is.
     *
     * @param plain the plain reading, which does not go on beyond the line
     * @param known the reading of {@link #withTextQuotes}
     * @param first whether it is the first record, with names that are not like what is below
     */
    @Nullable
    Split other(int from, int to, Tokens plain, @Nullable Split known, boolean first) {
        boolean ragged = plain.width(0) != width;
        if (width > MOST_COLUMNS || width < 2 || (!ragged && !plain.isDoubtful(0))) {
            return known;
        }
        ColumnShapes expected = first ? none : shapes;
        double least = first ? width * ColumnShapes.TEXT + RecordSplitter.CUT + MARGIN : strict();
        Split best = known;
        if (known != null) {
            least = known.cost();
        } else if (ragged && !first) {
            least = Math.min(least, ragged(plain) - MARGIN);
        }
        if (has(quote, from, to) || byBlanks()) {
            Split cut = splitter.split(from, to, format.delimiter(), quote, true, expected);
            if (cut != null && cut.cost() < least) {
                best = cut;
                least = cut.cost();
            }
        }
        if (!ragged) {
            return best;
        }
        if (best == null && !first) {
            Split cut = missingDelimiter(plain);
            if (cut != null && cut.cost() < least) {
                return cut;
            }
        }
        if (!first && (best == null || plain.width(0) > width)) {
            // Apostrophes around just what makes the record too wide are no chance.
            Split apostrophes = inApostrophes(from, to, false);
            double most = best != null ? best.cost() : plain.width(0) > width ? strict() : least;
            if (apostrophes != null && apostrophes.cost() < most) {
                return apostrophes;
            }
        }
        if (!first && least < width * ColumnShapes.TEXT + ColumnShapes.UNSEEN) {
            return best;
        }
        boolean few = plain.width(0) * 2 <= width;
        Split foreign = first && !few ? null : inOtherDialect(from, to, expected);
        double most = best == null ? least : least - MARGIN;
        return foreign != null && foreign.cost() < most ? foreign : best;
    }

    /** The lines with apostrophes for quotes, or null if none opens a field, or that is unlikely. */
    @Nullable
    Split inApostrophes(int from, int to, boolean first) {
        if (quote == '\'' || width > MOST_COLUMNS || !opensWithApostrophe(from, to)) {
            return null;
        }
        Split split = splitter.split(from, to, format.delimiter(), '\'', false, first ? none : shapes);
        return split != null && split.cost() < strict() ? split : null;
    }

    /** Whether a field begins with an apostrophe. */
    boolean opensWithApostrophe(int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '\'' && (i == from || b[i - 1] == format.delimiter())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a field is in apostrophes where all others of its column are in quotes. */
    boolean isInApostrophes(int column, int from, int to) {
        return RecordSplitter.isWrapped(b, from, to, '\'') && quote != '\'' && shapes.isAlwaysQuoted(column);
    }

    /**
     * The lines as a record with a blank behind each delimiter, where the table has none, or null if they are none.
     *
     * @param first whether it is the first record, with names that are not like what is below
     */
    @Nullable
    Split padded(int from, int to, boolean first) {
        if (width < FEWEST_PADDED
                || width > MOST_COLUMNS
                || format.delimiter() == ' '
                || !shapes.beginWithoutBlanks()) {
            return null;
        }
        Split split = splitter.splitPadded(from, to, format.delimiter(), quote, first ? none : shapes);
        return split != null && split.cost() < strict() ? split : null;
    }

    /** The same for a record of several lines in another dialect. */
    @Nullable
    Split foreign(int from, int to) {
        Split split = width < 2 || width > MOST_COLUMNS ? null : inOtherDialect(from, to, shapes);
        return split != null && split.cost() < strict() ? split : null;
    }

    /** What a reading with stray quotes may cost: what texts cost, and a few fields unlike their columns. */
    private double limit() {
        return width * ColumnShapes.TEXT * 1.5 + 3 * ColumnShapes.UNSEEN;
    }

    /** What any other reading may cost: what texts cost, and one field unlike its column. */
    private double strict() {
        return width * ColumnShapes.TEXT * 1.2 + ColumnShapes.UNSEEN + RecordSplitter.CUT;
    }

    /** Whether blanks separate the fields: then one too many is likelier a text that fell apart than a field. */
    private boolean byBlanks() {
        return format.delimiter() == ' ';
    }

    private boolean has(int c, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == c) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Split inOtherDialect(int from, int to, ColumnShapes expected) {
        Split best = null;
        if (quote != '\'' && has('\'', from, to)) {
            best = splitter.split(from, to, format.delimiter(), '\'', false, expected);
        }
        for (char delimiter : OTHER_DELIMITERS) {
            if (delimiter != format.delimiter() && has(delimiter, from, to)) {
                Split split = splitter.split(from, to, delimiter, quote, false, expected);
                best = best == null || (split != null && split.cost() < best.cost()) ? split : best;
            }
        }
        return best;
    }

    /** Cost of a record as it is, if the cells that it lacks, or has too many, are in one place. */
    private double ragged(Tokens plain) {
        int fields = plain.width(0);
        int shift = width - fields;
        double[] left = new double[width + 1];
        double[] right = new double[width + 1];
        double[] empty = new double[width + 1];
        for (int c = 0; c < width; c++) {
            left[c + 1] = left[c] + (c < fields ? cost(plain, c, c) : 0);
            empty[c + 1] = empty[c] + shapes.cost(c, b, 0, 0);
        }
        for (int c = width - 1; c >= 0; c--) {
            right[c] = right[c + 1] + (c - shift >= 0 && c - shift < fields ? cost(plain, c - shift, c) : 0);
        }
        double least = Double.MAX_VALUE;
        for (int at = 0; at <= Math.min(fields, width); at++) {
            double cost = shift > 0
                    ? left[at] + empty[at + shift] - empty[at] + right[at + shift]
                    : left[at] + right[at] - shift * (byBlanks() ? ColumnShapes.UNSEEN : ColumnShapes.TEXT);
            least = Math.min(least, cost);
        }
        return least;
    }

    private double cost(Tokens plain, int field, int column) {
        int f = plain.field(0, field);
        return shapes.cost(column, b, plain.from(f), plain.to(f));
    }

    /** One delimiter is missing between two fields, of which one at least is of a shape. */
    private @Nullable Split missingDelimiter(Tokens plain) {
        if (plain.width(0) != width - 1) {
            return null;
        }
        double[] after = new double[width + 1];
        for (int f = width - 2; f >= 0; f--) {
            after[f] = after[f + 1] + cost(plain, f, f + 1);
        }
        double before = 0;
        double least = Double.MAX_VALUE;
        int field = -1;
        int at = -1;
        for (int f = 0; f < width - 1; f++) {
            int number = plain.field(0, f);
            boolean shaped = shapes.isShaped(f) || shapes.isShaped(f + 1);
            for (int i = plain.from(number) + 1; shaped && !plain.isQuoted(number) && i < plain.to(number); i++) {
                if ((b[i] & 0xC0) == 0x80) {
                    continue; // within a character
                }
                double left = shapes.cost(f, b, plain.from(number), i);
                double right = shapes.cost(f + 1, b, i, plain.to(number));
                double cost = before + left + right + after[f + 1];
                if (cost < least && Math.max(left, right) < ColumnShapes.UNSEEN) {
                    least = cost;
                    field = f;
                    at = i;
                }
            }
            before += cost(plain, f, f);
        }
        return field < 0 ? null : cutAt(plain, field, at, least + RecordSplitter.CUT);
    }

    private Split cutAt(Tokens plain, int field, int at, double cost) {
        int[] from = new int[width];
        int[] to = new int[width];
        for (int c = 0; c < width; c++) {
            int number = plain.field(0, c <= field ? c : c - 1);
            int around = plain.isQuoted(number) && !plain.needsDecoding(number) ? 1 : 0;
            from[c] = c == field + 1 ? at : plain.from(number) - around;
            to[c] = c == field ? at : plain.to(number) + around;
        }
        return new Split(from, to, quote, cost);
    }
}
