package io.github.leat.core.infer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits one piece of text into exactly as many fields as the table has columns, the least unlikely way: which delimiters
 * stand between fields, and which are text between quotes, follows from where quotes are and from what the columns hold
 * ({@link ColumnShapes}), not from the order of the quotes alone. So one quote too many or too few stays within its field.
 *
 * <p>Dynamic programming over delimiters and columns; pieces with too many of both are left alone.
 */
final class RecordSplitter {
    /** Cost of a cut where no delimiter is, beside a quote. */
    static final double CUT = 1.5;

    private static final long MOST_STEPS = 20_000_000;
    private static final int MOST_NODES = 1_000;
    private static final double STRAY_QUOTE = 0.3;
    private static final double OPEN_QUOTE = 0.5;
    private static final double CLOSING_QUOTE = 1.2;
    private static final double LIKE_A_BOUNDARY = 3;
    private static final double UNCLOSED = 1.5;
    /** Cost of a text that another record has too, and of one joined in a column where none had blanks. */
    private static final double SEEN = 0.1;

    private static final double JOINED = 0.5;
    private static final double NEVER = 1e9;

    /** A way to split. */
    static final class Split {
        private final int[] from;
        private final int[] to;
        private final int quote;
        private final double cost;

        Split(int[] from, int[] to, int quote, double cost) {
            this.from = from;
            this.to = to;
            this.quote = quote;
            this.cost = cost;
        }

        /** First byte of a field, a quote included. */
        int from(int field) {
            return from[field];
        }

        /** The byte after a field. */
        int to(int field) {
            return to[field];
        }

        /** What the quotes around fields are, or -1. */
        int quote() {
            return quote;
        }

        /** How unlikely this way is. */
        double cost() {
            return cost;
        }
    }

    private final byte[] b;
    private final int width;
    private ColumnShapes shapes = ColumnShapes.none();
    private int[] start = new int[16];
    private int[] end = new int[16];
    private boolean[] cut = new boolean[16];
    private int nodes;
    private int delimiter;
    private int quote;
    private boolean multiline;
    private boolean padded;
    private final boolean byBlanks;

    /** @param byBlanks whether blanks separate the fields of the table, so that texts without quotes fall apart */
    RecordSplitter(byte[] bytes, int width, boolean byBlanks) {
        this.b = bytes;
        this.width = width;
        this.byBlanks = byBlanks;
    }

    /**
     * The best way, or null if there is none.
     *
     * @param cuts whether one delimiter may be missing beside a quote
     * @param expected what the columns hold
     */
    @Nullable
    Split split(int from, int to, int fieldDelimiter, int fieldQuote, boolean cuts, ColumnShapes expected) {
        shapes = expected;
        delimiter = fieldDelimiter;
        quote = fieldQuote;
        padded = false;
        findNodes(from, to, cuts);
        return bestOfFew();
    }

    /** The best way with a blank behind each delimiter that is none of a text in quotes, or null if there is none. */
    @Nullable
    Split splitPadded(int from, int to, int fieldDelimiter, int fieldQuote, ColumnShapes expected) {
        shapes = expected;
        delimiter = fieldDelimiter;
        quote = fieldQuote;
        padded = true;
        findNodes(from, to, false);
        return bestOfFew();
    }

    private @Nullable Split bestOfFew() {
        long steps = (long) nodes * nodes * width;
        if (nodes > MOST_NODES || nodes - 1 < width || steps > MOST_STEPS) {
            return null;
        }
        return best();
    }

    private void findNodes(int from, int to, boolean cuts) {
        nodes = 0;
        multiline = false;
        node(from, from, false);
        for (int i = from; i < to && nodes <= MOST_NODES; i++) {
            multiline |= b[i] == '\n' || b[i] == '\r';
            if (b[i] == delimiter && !padded) {
                node(i, i + 1, false);
            } else if (b[i] == delimiter && i + 1 < to && b[i + 1] == ' ') {
                node(i, i + 2, false);
            } else if (cuts && i > from && isCut(i)) {
                node(i, i, true);
            }
        }
        node(to, to, false);
    }

    /** Between two quotes with text on both sides, before a quote after text, or after a quote before text. */
    private boolean isCut(int i) {
        byte before = b[i - 1];
        byte after = b[i];
        if (before == quote && after == quote) {
            return i >= 2 && i + 1 < b.length && isText(b[i - 2]) && isText(b[i + 1]);
        }
        return (after == quote && isText(before)) || (before == quote && isText(after));
    }

    private boolean isText(byte c) {
        return c != delimiter && c != ' ' && c != '\n' && c != '\r';
    }

    private void node(int fieldEnd, int nextStart, boolean isCut) {
        if (nodes == start.length) {
            start = Arrays.copyOf(start, nodes * 2);
            end = Arrays.copyOf(end, nodes * 2);
            cut = Arrays.copyOf(cut, nodes * 2);
        }
        end[nodes] = fieldEnd;
        start[nodes] = nextStart;
        cut[nodes++] = isCut;
    }

    /** States are (fields so far, node, whether a cut was made). */
    private @Nullable Split best() {
        int states = nodes * 2;
        double[][] cost = new double[width + 1][states];
        int[][] before = new int[width + 1][states];
        for (double[] row : cost) {
            Arrays.fill(row, NEVER);
        }
        cost[0][0] = 0;
        for (int k = 0; k < width; k++) {
            for (int state = 0; state < states; state++) {
                if (cost[k][state] < NEVER) {
                    extend(k, state, cost, before);
                }
            }
        }
        int last = (nodes - 1) * 2;
        int state = cost[width][last] <= cost[width][last + 1] ? last : last + 1;
        if (cost[width][state] >= NEVER) {
            return null;
        }
        double total = cost[width][state];
        int[] from = new int[width];
        int[] to = new int[width];
        for (int k = width; k > 0; k--) {
            to[k - 1] = end[state >> 1];
            state = before[k][state];
            from[k - 1] = start[state >> 1];
        }
        return new Split(from, to, quote, total);
    }

    private void extend(int k, int state, double[][] cost, int[][] before) {
        int node = state >> 1;
        int used = state & 1;
        int from = start[node];
        int stop = k == width - 1 ? nodes - 1 : node + 1;
        for (int next = Math.max(stop, node + 1); next < nodes; next++) {
            if (cut[next] && used == 1) {
                continue;
            }
            boolean apart = (!cut[next] || isCutEnd(from, end[next])) && (!cut[node] || isCutStart(from, end[next]));
            double field = apart ? field(k, from, end[next], delimiters(node, next)) : NEVER;
            if (field < NEVER) {
                int reached = next * 2 + (cut[next] ? 1 : used);
                double total = cost[k][state] + field + (cut[next] ? CUT : 0);
                if (total < cost[k + 1][reached]) {
                    cost[k + 1][reached] = total;
                    before[k + 1][reached] = state;
                }
            }
        }
    }

    /** Whether a field that ends without a delimiter and with a quote begins with one too. */
    private boolean isCutEnd(int from, int to) {
        return to > from && (b[to - 1] != quote || isWrapped(b, from, to, quote));
    }

    private boolean isCutStart(int from, int to) {
        return to > from && (b[from] != quote || isWrapped(b, from, to, quote));
    }

    /** Number of delimiters within the field between two nodes. */
    private int delimiters(int node, int next) {
        int count = 0;
        for (int n = node + 1; n < next && count < 2; n++) {
            count += cut[n] ? 0 : 1;
        }
        return count;
    }

    private double field(int column, int from, int to, int delimitersInside) {
        boolean opened = from < to && b[from] == quote;
        if (isWrapped(b, from, to, quote)) {
            return wrapped(column, from + 1, to - 1);
        }
        boolean unclosed = opened && delimitersInside > 0;
        boolean joined = delimitersInside > 0 && !unclosed;
        boolean usual = joined && delimiter == ' ' && shapes.hasBlanks(column);
        if (joined && !usual && !(byBlanks && delimiter == ' ' && column > 0)) {
            return NEVER;
        }
        double cost = shapes.cost(column, b, unclosed ? from + 1 : from, to) + (unclosed ? UNCLOSED : 0);
        if (byBlanks) {
            cost = shapes.isSeen(column, b, from, to) ? Math.min(cost, SEEN) : cost + (joined && !usual ? JOINED : 0);
        }
        for (int i = from; i < to; i++) {
            if (padded && b[i] == delimiter) {
                return NEVER;
            }
            if (joined && byBlanks && b[i] == quote) {
                return NEVER;
            }
            if (b[i] == quote) {
                cost += i == from ? OPEN_QUOTE : i == to - 1 ? CLOSING_QUOTE : 2 * STRAY_QUOTE;
            } else if (multiline && (b[i] == '\n' || b[i] == '\r')) {
                return NEVER;
            }
        }
        return cost;
    }

    static boolean isWrapped(byte[] b, int from, int to, int quote) {
        return to - from >= 2 && b[from] == quote && b[to - 1] == quote;
    }

    private double wrapped(int column, int from, int to) {
        double cost = shapes.cost(column, b, from, to);
        for (int i = from; i < to; i++) {
            if (b[i] != quote) {
                continue;
            }
            if (i + 1 < to && b[i + 1] == quote) {
                i++;
            } else if (i == from || b[i - 1] != '\\') {
                boolean boundary = (i > from && b[i - 1] == delimiter) || (i + 1 < to && b[i + 1] == delimiter);
                cost += boundary ? LIKE_A_BOUNDARY : STRAY_QUOTE;
            }
        }
        return cost;
    }
}
