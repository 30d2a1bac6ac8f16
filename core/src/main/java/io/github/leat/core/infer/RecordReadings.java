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

    private final byte[] b;
    private final CsvFormat format;
    private final int quote;
    private final int width;
    private final ColumnShapes shapes;
    private final RecordSplitter splitter;

    RecordReadings(byte[] bytes, CsvFormat format, int width, ColumnShapes shapes) {
        this.b = bytes;
        this.format = format;
        this.quote = format.quote().map(c -> (int) c).orElse(-1);
        this.width = width;
        this.shapes = shapes;
        this.splitter = new RecordSplitter(bytes, width, shapes);
    }

    /**
     * The likeliest reading of a line, or null if the plain one is.
     *
     * @param plain the plain reading, which may go on beyond the line
     * @param first whether it is the first record, which mostly holds names that are not like what is below
     */
    @Nullable
    Split ofLine(int from, int to, Tokens plain, boolean first) {
        if (width > MOST_COLUMNS) {
            return null;
        }
        boolean beyond = plain.recordTo(0) > to + 2;
        boolean ragged = beyond || plain.width(0) != width;
        double least = beyond ? limit() : ragged ? ragged(plain) - MARGIN : limit();
        Split best = null;
        if (has(quote, from, to)) {
            Split own = splitter.split(from, to, format.delimiter(), quote, false);
            double most = plain.isDoubtful(0) ? Math.max(least, limit()) : least;
            if (own != null && own.cost() < most) {
                best = own;
                least = Math.min(least, own.cost() - MARGIN);
            }
            Split cut = splitter.split(from, to, format.delimiter(), quote, true);
            if (cut != null && cut.cost() < least) {
                best = cut;
                least = cut.cost();
            }
        }
        if (!ragged) {
            return best;
        }
        Split cut = best == null && !beyond ? missingDelimiter(plain) : null;
        if (cut != null && cut.cost() < least) {
            return cut;
        }
        if (!beyond && !first && least < width * ColumnShapes.TEXT + ColumnShapes.UNSEEN) {
            return best;
        }
        Split other = otherDialect(from, to);
        boolean names = first && plain.width(0) * 2 <= width && other != null;
        return other != null && (names || other.cost() < least) ? other : best;
    }

    /** A record of several lines, of the table's width. */
    @Nullable
    Split ofLines(int from, int to) {
        Split split = width > MOST_COLUMNS ? null : splitter.split(from, to, format.delimiter(), quote, false);
        return split != null && split.cost() < limit() ? split : null;
    }

    /** What a reading may cost: what texts cost, and a few fields unlike their columns. */
    private double limit() {
        return width * ColumnShapes.TEXT * 1.5 + 3 * ColumnShapes.UNSEEN;
    }

    private boolean has(int c, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == c) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Split otherDialect(int from, int to) {
        Split best = null;
        if (quote != '\'' && has('\'', from, to)) {
            best = splitter.split(from, to, format.delimiter(), '\'', false);
        }
        for (char delimiter : OTHER_DELIMITERS) {
            if (delimiter != format.delimiter() && has(delimiter, from, to)) {
                Split split = splitter.split(from, to, delimiter, quote, false);
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
                    : left[at] + right[at] - shift * ColumnShapes.TEXT;
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
                double cost = before
                        + shapes.cost(f, b, plain.from(number), i)
                        + shapes.cost(f + 1, b, i, plain.to(number))
                        + after[f + 1];
                if (cost < least) {
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
