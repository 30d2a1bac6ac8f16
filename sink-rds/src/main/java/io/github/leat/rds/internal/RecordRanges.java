package io.github.leat.rds.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers of a source's records as ascending ranges, printed as {@code 1-600,1201-1800}. A binary search finds a number. Used by
 * one thread at a time.
 */
public final class RecordRanges {
    private final List<Range> ranges = new ArrayList<>();

    private record Range(long from, long to) {}

    /** No number. */
    public RecordRanges() {}

    /** @throws IllegalArgumentException if the text is not one that {@link #toString} printed */
    static RecordRanges parse(String text) {
        RecordRanges parsed = new RecordRanges();
        if (!text.isEmpty()) {
            for (String range : List.of(text.split(",", -1))) {
                int dash = range.indexOf('-');
                if (dash < 1) {
                    throw new IllegalArgumentException("\"" + range + "\" is no range of records.");
                }
                parsed.ranges.add(
                        new Range(Long.parseLong(range.substring(0, dash)), Long.parseLong(range.substring(dash + 1))));
            }
        }
        parsed.ranges.sort((a, b) -> Long.compare(a.from, b.from));
        return parsed;
    }

    /** Adds the numbers from {@code from} to {@code to}, which come after all that are there. */
    public void add(long from, long to) {
        int last = ranges.size() - 1;
        if (last >= 0 && ranges.get(last).to + 1 == from) {
            ranges.set(last, new Range(ranges.get(last).from, to));
        } else {
            ranges.add(new Range(from, to));
        }
    }

    void clear() {
        ranges.clear();
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** The largest number; 0 if there is none. */
    long last() {
        return ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1).to;
    }

    boolean contains(long number) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Range range = ranges.get(middle);
            if (number < range.from) {
                high = middle - 1;
            } else if (number > range.to) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        List<String> texts = new ArrayList<>();
        ranges.forEach(range -> texts.add(range.from + "-" + range.to));
        return String.join(",", texts);
    }
}
