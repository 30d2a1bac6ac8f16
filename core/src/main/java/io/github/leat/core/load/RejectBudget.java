package io.github.leat.core.load;

/**
 * How many records may be rejected before a load stops. Immutable.
 *
 * @param maxCount most rejects, 0 or more
 * @param maxRatio most rejects as a share of the records read, 0 to 1; looked at from 1,000 records on and at the end
 * @param rollsBack whether nothing of a load stays that stops at it
 */
public record RejectBudget(long maxCount, double maxRatio, boolean rollsBack) {
    private static final long RATIO_FROM = 1_000;

    /** @throws IllegalArgumentException if a number is out of range */
    public RejectBudget {
        if (maxCount < 0 || !(maxRatio >= 0 && maxRatio <= 1)) {
            throw new IllegalArgumentException("A reject budget needs a count of 0 or more and a ratio of 0 to 1, got "
                    + maxCount + " and " + maxRatio);
        }
    }

    /** Any number. */
    public static RejectBudget unlimited() {
        return new RejectBudget(Long.MAX_VALUE, 1, false);
    }

    /** At most so many. */
    public static RejectBudget count(long most) {
        return new RejectBudget(most, 1, false);
    }

    /** At most this share of the records, 0 to 1. */
    public static RejectBudget ratio(double most) {
        return new RejectBudget(Long.MAX_VALUE, most, false);
    }

    /**
     * The same, and a load that stops at it leaves nothing in the target: neither records nor a checkpoint. Only for sinks that
     * keep a load apart until it completes ({@link io.github.leat.core.sink.Sink#isAtomic}); others are refused when the load is
     * planned. The dead letters stay, so that one sees why.
     */
    public RejectBudget thenRollback() {
        return new RejectBudget(maxCount, maxRatio, true);
    }

    /**
     * Reads {@code 100} or {@code 1%}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static RejectBudget parse(String text) {
        try {
            return text.endsWith("%")
                    ? ratio(Double.parseDouble(text.substring(0, text.length() - 1)) / 100)
                    : count(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no number of rejects. Write 100 or 1%.", e);
        }
    }

    /** Whether so many rejects are too many. */
    public boolean isExceeded(long rejected, long read, boolean atEnd) {
        return rejected > maxCount || ((atEnd || read >= RATIO_FROM) && rejected > maxRatio * read);
    }
}
